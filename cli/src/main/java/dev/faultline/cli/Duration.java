// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write and read them. */
final class Duration {
    private static final Pattern WRITTEN = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ns|us|ms|s)");
    private static final Map<String, Long> UNITS =
            Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L);

    private Duration() {}

    /** Nanoseconds of {@code 1ms}. */
    static long parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        if (!matcher.matches()) {
            throw new UsageException("'" + text + "' is no time; write a number and ns, us, ms or s: 10ms");
        }
        long unit = UNITS.getOrDefault(matcher.group(2), 1L);
        return new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(unit))
                .longValue();
    }

    /** Three or four digits and a unit: {@code 28.70 us}. */
    static String text(long ns) {
        if (ns < 1_000) {
            return ns + " ns";
        }
        if (ns < 1_000_000) {
            return text(ns / 1e3, "us");
        }
        return ns < 1_000_000_000 ? text(ns / 1e6, "ms") : text(ns / 1e9, "s");
    }

    private static String text(double value, String unit) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f %s" : "%.1f %s", value, unit);
    }
}
