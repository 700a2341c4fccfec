// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.capture.Selection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a record lies in the selected window. What a record does not tell lies outside of any bound. */
final class Window {
    private final Selection selection;
    private final boolean everything;

    Window(Selection selection) {
        this.selection = selection;
        this.everything = selection.fromTs() == Long.MIN_VALUE
                && selection.toTs() == Long.MAX_VALUE
                && selection.cpus() == null
                && selection.tids() == null;
    }

    boolean holds(long ts, int cpu, int tid) {
        return everything || (inTime(ts) && in(selection.cpus(), cpu) && in(selection.tids(), tid));
    }

    private boolean inTime(long ts) {
        boolean bounded = selection.fromTs() != Long.MIN_VALUE || selection.toTs() != Long.MAX_VALUE;
        return !bounded || (ts != Origins.NO_TS && ts >= selection.fromTs() && ts <= selection.toTs());
    }

    private static boolean in(@Nullable Set<Integer> wanted, int value) {
        return wanted == null || wanted.contains(value);
    }
}
