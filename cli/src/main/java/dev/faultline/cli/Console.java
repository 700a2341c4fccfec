// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Where a run writes: data to {@code out}, messages and progress to {@code err}. Passed in, so that a run can be tested.
 *
 * @param out data
 * @param err messages
 * @param errIsTerminal whether a person watches {@code err}
 * @param colours whether {@code out} is a terminal that may be given colours
 */
record Console(PrintStream out, PrintStream err, boolean errIsTerminal, boolean colours) {
    /** A console that is no terminal. */
    static Console plain(PrintStream out, PrintStream err) {
        return new Console(out, err, false, false);
    }

    /** A message for the user, on its own line, after everything that was written to {@code out}. */
    void message(String format, Object... values) {
        out.flush();
        err.println(String.format(Locale.ROOT, format, values));
        err.flush();
    }

    /** Whether the reader of {@code out} has gone away, so that writing more is pointless. */
    boolean readerGone() {
        return out.checkError();
    }
}
