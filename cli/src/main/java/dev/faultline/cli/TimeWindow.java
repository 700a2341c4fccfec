// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A span of a capture's own clock.
 *
 * @param from first ts, inclusive
 * @param to last ts, inclusive
 */
record TimeWindow(long from, long to) {
    private static final Pattern AROUND = Pattern.compile("(.+?)(?:±|\\+-|\\+/-)(.+)");

    /** The window that {@code --from}, {@code --to-time} and {@code --around} ask for. */
    static TimeWindow of(@Nullable String from, @Nullable String to, @Nullable String around) {
        if (around != null && (from != null || to != null)) {
            throw new UsageException("--around is a window of its own: leave out --from and --to-time");
        }
        if (around != null) {
            return around(around);
        }
        long first = from == null ? Long.MIN_VALUE : TimePoint.nanoseconds("--from", from);
        long last = to == null ? Long.MAX_VALUE : TimePoint.nanoseconds("--to-time", to);
        if (first > last) {
            throw new UsageException("--from " + from + " is later than --to-time " + to);
        }
        return new TimeWindow(first, last);
    }

    private static TimeWindow around(String text) {
        Matcher parts = AROUND.matcher(text);
        if (!parts.matches()) {
            throw new UsageException(
                    "--around: '" + text + "' is no window; write TS±D or TS+-D, as in 812.034561+-5ms");
        }
        long middle = TimePoint.nanoseconds("--around", parts.group(1));
        long half = TimePoint.nanoseconds("--around", parts.group(2));
        long end = middle > Long.MAX_VALUE - half ? Long.MAX_VALUE : middle + half;
        return new TimeWindow(Math.max(0, middle - half), end);
    }
}
