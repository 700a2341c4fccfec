// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** What a number counts, and how people write it. Values are whole numbers of the base unit. */
public enum Unit {
    /** Nanoseconds, written in the largest of ns, µs, ms, s that keeps the number at least 1. */
    NANOSECONDS("ns"),
    /** Pages of the recorded machine. */
    PAGES("pages"),
    /** Kibibytes per second. */
    KIB_PER_SECOND("KiB/s"),
    /** Billionths of a whole, written as per cent. */
    SHARE("share"),
    /** Billionths of one, written as a factor. */
    RATIO("ratio"),
    /** A bare count. */
    COUNT("");

    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private final String word;

    Unit(String word) {
        this.word = word;
    }

    /**
     * The unit a front matter names: {@code ns}, {@code pages}, {@code kib/s}, {@code share}, {@code ratio} or {@code count}.
     *
     * @throws IllegalArgumentException for another word
     */
    public static Unit named(String text) {
        return switch (text.trim()) {
            case "ns" -> NANOSECONDS;
            case "pages" -> PAGES;
            case "kib/s" -> KIB_PER_SECOND;
            case "share" -> SHARE;
            case "ratio" -> RATIO;
            case "count" -> COUNT;
            default -> throw new IllegalArgumentException("unknown unit: " + text);
        };
    }

    /** Short name, empty for a bare count. */
    public String word() {
        return word;
    }

    /** The value with its unit, to three significant digits where it is scaled: {@code 5.28 ms}, {@code 96}, {@code 1,024 pages}. */
    public String text(long value) {
        return switch (this) {
            case NANOSECONDS -> duration(value);
            case PAGES -> grouped(value) + " pages";
            case KIB_PER_SECOND -> value < 10_240 ? grouped(value) + " KiB/s" : grouped(value / 1_024) + " MiB/s";
            case SHARE -> perCent(value);
            case RATIO -> factor(value);
            case COUNT -> grouped(value);
        };
    }

    /** The value as an axis writes it: round durations without decimals, large counts grouped, no unit word. */
    public String tick(long value) {
        return switch (this) {
            case NANOSECONDS -> roundDuration(value);
            case SHARE -> perCent(value);
            case RATIO -> factor(value);
            case PAGES, KIB_PER_SECOND, COUNT -> grouped(value);
        };
    }

    /** Billionths as per cent, to as many digits as it has up to the seventh place. */
    private static String perCent(long billionths) {
        return plain(BigDecimal.valueOf(billionths, 7)) + " %";
    }

    private static String factor(long billionths) {
        return plain(BigDecimal.valueOf(billionths, 9).setScale(3, RoundingMode.HALF_UP));
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String duration(long ns) {
        long magnitude = Math.abs(ns);
        if (magnitude < MICRO) {
            return ns + " ns";
        }
        // A value that would round up to 1000 of its unit is written in the next one.
        if (magnitude < 999_500) {
            return threeDigits(ns, MICRO) + " µs";
        }
        return magnitude < 999_500_000 ? threeDigits(ns, MILLI) + " ms" : threeDigits(ns, SECOND) + " s";
    }

    private static String threeDigits(long ns, long scale) {
        double value = (double) ns / scale;
        double magnitude = Math.abs(value);
        int decimals = magnitude < 9.995 ? 2 : magnitude < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    private static String roundDuration(long ns) {
        if (ns == 0) {
            return "0";
        }
        if (ns % SECOND == 0) {
            return ns / SECOND + " s";
        }
        if (ns % MILLI == 0) {
            return ns / MILLI + " ms";
        }
        return ns % MICRO == 0 ? ns / MICRO + " µs" : ns + " ns";
    }
}
