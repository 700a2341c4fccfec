// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them: {@code 812.034561} as trace-cmd prints seconds, {@code 5ms}, or plain {@code ts} counts. */
final class TimePoint {
    private static final Pattern SHAPE = Pattern.compile("(\\d+)(\\.\\d+)?(ns|us|µs|ms|s)?");
    private static final Map<String, BigDecimal> NANOSECONDS = Map.of(
            "ns", BigDecimal.ONE,
            "us", new BigDecimal("1e3"),
            "µs", new BigDecimal("1e3"),
            "ms", new BigDecimal("1e6"),
            "s", new BigDecimal("1e9"));
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private TimePoint() {}

    /**
     * Nanoseconds: a plain integer is one as column {@code ts} shows it, a number with a point is seconds, and a unit
     * (ns, us, ms, s) decides otherwise. Digits below a nanosecond are cut.
     */
    static long nanoseconds(String option, String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            throw new UsageException(option + ": '" + text
                    + "' is no time; write nanoseconds (812034561000), seconds with a point (812.034561), or a number "
                    + "with its unit (5ms)");
        }
        String unit = shape.group(3) != null ? shape.group(3) : shape.group(2) != null ? "s" : "ns";
        String number = shape.group(2) == null ? shape.group(1) : shape.group(1) + shape.group(2);
        BigDecimal value = new BigDecimal(number)
                .multiply(NANOSECONDS.getOrDefault(unit, BigDecimal.ONE))
                .setScale(0, RoundingMode.DOWN);
        if (value.compareTo(LARGEST) > 0) {
            throw new UsageException(option + ": '" + text + "' is later than any timestamp");
        }
        return value.longValueExact();
    }
}
