// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as a SPEC writes them: {@code 250 ns}, {@code 20 us}, {@code 1.5 ms}, {@code 30 s}. */
final class Durations {
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ns|us|ms|s)");

    private Durations() {}

    /** Nanoseconds. */
    static long parse(String text, String place) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            throw new SpecException(place + ": '" + text + "' is not a time such as 20 us, 1.5 ms or 30 s");
        }
        int exponent = switch (matcher.group(2)) {
            case "ns" -> 0;
            case "us" -> 3;
            case "ms" -> 6;
            default -> 9;
        };
        BigDecimal ns = new BigDecimal(matcher.group(1)).scaleByPowerOfTen(exponent);
        if (ns.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 4)) > 0) {
            throw new SpecException(place + ": '" + text + "' is too long");
        }
        return ns.longValue();
    }
}
