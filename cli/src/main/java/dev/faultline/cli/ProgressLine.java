// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.store.Progress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line on the terminal that says how far a long job is; nothing where no person watches, and nothing for jobs under a second.
 * No bar: how many rows a capture has is known only when it is read.
 */
final class ProgressLine implements Progress, AutoCloseable {
    private static final long PATIENCE_NS = 1_000_000_000L;
    private static final long INTERVAL_NS = 100_000_000L;
    private static final String CLEAR = "\r\033[K";

    private final Console console;
    private final long started = System.nanoTime();
    private long shown;
    private @Nullable String step;

    ProgressLine(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void at(String what, long rows) {
        long now = System.nanoTime();
        if (!console.errIsTerminal()
                || now - started < PATIENCE_NS
                || (now - shown < INTERVAL_NS && what.equals(step))) {
            return;
        }
        shown = now;
        step = what;
        double seconds = (now - started) / 1e9;
        console.err().printf(Locale.ROOT, "%s%s  %,d rows  %.1f s", CLEAR, SafeText.of(what), rows, seconds);
        console.err().flush();
    }

    /** Takes the line away. */
    @Override
    public synchronized void close() {
        if (step != null) {
            console.err().print(CLEAR);
            console.err().flush();
        }
        step = null;
    }
}
