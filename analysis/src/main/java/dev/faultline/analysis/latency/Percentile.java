// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

/**
 * The quantiles that are told. A quantile is told where at least ten values are expected above it, n(1-q) &gt;= 10; below that
 * it would describe single calls.
 */
public enum Percentile {
    /** The median. */
    P50("p50", 5_000),
    P90("p90", 9_000),
    P99("p99", 9_900),
    P99_9("p99.9", 9_990),
    P99_99("p99.99", 9_999);

    private static final int WHOLE = 10_000;
    private static final int TAIL = 10;
    /** Standard normal deviate of a two-sided 95 % interval. */
    private static final double DEVIATE = 1.959963984540054;

    private final String label;
    private final int share;

    Percentile(String label, int share) {
        this.label = label;
        this.share = share;
    }

    /** As people write it, for example {@code p99.9}. */
    public String label() {
        return label;
    }

    /** The share of values at or below it, 0 to 1. */
    public double quantile() {
        return (double) share / WHOLE;
    }

    /** The smallest number of values this quantile is told for. */
    public long needed() {
        return (long) TAIL * WHOLE / (WHOLE - share);
    }

    /** 1-based rank among {@code n} values in ascending order: the smallest k with k &gt;= n q. */
    public long rank(long n) {
        return Math.max(1, (n * share + WHOLE - 1) / WHOLE);
    }

    /** Rank of the lower end of the quantile's 95 % confidence interval: n q - 1.96 sqrt(n q (1-q)), at least 1. */
    public long lowRank(long n) {
        return Math.max(1, (long) Math.floor(n * quantile() - spread(n)));
    }

    /** Rank of the upper end of the 95 % confidence interval, at most {@code n}. */
    public long highRank(long n) {
        return Math.min(n, (long) Math.ceil(n * quantile() + spread(n)) + 1);
    }

    private double spread(long n) {
        return DEVIATE * Math.sqrt(n * quantile() * (1 - quantile()));
    }
}
