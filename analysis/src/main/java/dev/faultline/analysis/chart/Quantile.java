// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import java.util.OptionalLong;

/**
 * Quantiles as exact order statistics (nearest rank): the value is one that was measured, never interpolated.
 *
 * <p>A quantile q is told only where at least ten values are expected above it, n(1-q) &gt;= 10; below that the number
 * would describe single calls, and {@link #of} is empty ("n too small").
 */
public enum Quantile {
    /** The median. */
    P50("p50", 500),
    P90("p90", 900),
    P99("p99", 990),
    P999("p99.9", 999);

    private static final int TAIL = 10;
    private static final int PER_MILLE = 1000;

    private final String label;
    private final int perMille;

    Quantile(String label, int perMille) {
        this.label = label;
        this.perMille = perMille;
    }

    /** As people write it, for example {@code p99.9}. */
    public String label() {
        return label;
    }

    /** The smallest number of values this quantile is told for. */
    public long needed() {
        return (long) TAIL * PER_MILLE / (PER_MILLE - perMille);
    }

    /** 1-based rank of the quantile among {@code n} values in ascending order: the smallest k with k &gt;= n q. */
    public long rank(long n) {
        return Math.max(1, (n * perMille + PER_MILLE - 1) / PER_MILLE);
    }

    /** The quantile of values in ascending order, empty when there are fewer than {@link #needed()}. */
    public OptionalLong of(long[] ascending) {
        return ascending.length < needed()
                ? OptionalLong.empty()
                : OptionalLong.of(ascending[(int) rank(ascending.length) - 1]);
    }
}
