// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import java.io.IOException;
import java.util.List;

/**
 * A line of {@code truth/touch.csv}: one operation as the thread that did it timed and counted it.
 *
 * @param tid the thread
 * @param op what it did: {@code w} a store, {@code r} a load, the others one system call each
 * @param address where
 * @param t0 before it, on the trace's clock
 * @param t1 after it
 * @param denied whether it ended in a signal or an error
 * @param minor minor faults of the thread's getrusage in it; counted around stores and loads only
 * @param major major faults
 */
record Touch(int tid, String op, long address, long t0, long t1, boolean denied, long minor, long major) {
    /** All of a capture's; empty when there is no such file. */
    static List<Touch> all(CheckedCapture capture) throws IOException {
        return capture.beside("truth/touch.csv")
                .orElse("")
                .lines()
                .skip(1)
                .map(Touch::of)
                .toList();
    }

    private static Touch of(String line) {
        String[] cells = line.split(",", -1);
        return new Touch(
                Integer.parseInt(cells[1]),
                cells[2],
                Long.parseUnsignedLong(cells[4].substring(2), 16),
                Long.parseLong(cells[5]),
                Long.parseLong(cells[6]),
                !cells[8].equals("0"),
                Long.parseLong(cells[10]),
                Long.parseLong(cells[11]));
    }

    boolean isStore() {
        return op.equals("w");
    }

    /** A store or a load: what getrusage was asked around. */
    boolean isAccess() {
        return isStore() || op.equals("r");
    }

    boolean faulted() {
        return minor + major > 0;
    }

    /** Whether an interval lies in it. */
    boolean holds(long start, long end) {
        return start >= t0 && end <= t1;
    }
}
