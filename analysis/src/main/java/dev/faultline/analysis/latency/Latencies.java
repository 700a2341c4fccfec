// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Durations of calls as exact counts per value, in ascending order. A censored duration is that of a call whose end was not seen:
 * it lasted at least so long. Immutable.
 */
public final class Latencies {
    private final long[] values;
    private final long[] ended;
    private final long[] censored;
    private final long endedCount;
    private final long censoredCount;

    private Latencies(long[] values, long[] ended, long[] censored) {
        this.values = values;
        this.ended = ended;
        this.censored = censored;
        this.endedCount = Arrays.stream(ended).sum();
        this.censoredCount = Arrays.stream(censored).sum();
    }

    /** Collects durations in ascending order. */
    public static final class Builder {
        private long[] values = new long[64];
        private long[] ended = new long[64];
        private long[] censored = new long[64];
        private int size;

        /**
         * Adds calls of one duration.
         *
         * @param value the duration [ns], not below the one added before
         * @param endedCalls how many calls ended after so long
         * @param censoredCalls how many were last seen after so long, still going on
         */
        public Builder add(long value, long endedCalls, long censoredCalls) {
            if (size > 0 && values[size - 1] == value) {
                ended[size - 1] += endedCalls;
                censored[size - 1] += censoredCalls;
                return this;
            }
            if (size > 0 && values[size - 1] > value) {
                throw new IllegalArgumentException(value + " after " + values[size - 1]);
            }
            grow();
            values[size] = value;
            ended[size] = endedCalls;
            censored[size++] = censoredCalls;
            return this;
        }

        private void grow() {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
                ended = Arrays.copyOf(ended, size * 2);
                censored = Arrays.copyOf(censored, size * 2);
            }
        }

        /** What was added. */
        public Latencies build() {
            return new Latencies(
                    Arrays.copyOf(values, size), Arrays.copyOf(ended, size), Arrays.copyOf(censored, size));
        }
    }

    /** Durations of calls that all ended, in any order. */
    public static Latencies of(long... durations) {
        Builder builder = new Builder();
        Arrays.stream(durations).sorted().forEach(value -> builder.add(value, 1, 0));
        return builder.build();
    }

    /** Different durations. */
    int distinct() {
        return values.length;
    }

    /** The i-th shortest of the different durations [ns]. */
    long value(int i) {
        return values[i];
    }

    /** Calls that ended after {@link #value}. */
    long ended(int i) {
        return ended[i];
    }

    /** Calls, the censored ones included. */
    public long n() {
        return endedCount + censoredCount;
    }

    /** Calls whose end was not seen. */
    public long censored() {
        return censoredCount;
    }

    /** The shortest duration of a call that ended, of all when none did [ns]; there must be one. */
    public long min() {
        for (int i = 0; i < values.length; i++) {
            if (ended[i] > 0) {
                return values[i];
            }
        }
        return values[0];
    }

    /** The longest duration seen [ns], which a censored call exceeds; there must be one. */
    public long max() {
        return values[values.length - 1];
    }

    /** Sum of all durations seen [ns]. */
    public long total() {
        long sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * (ended[i] + censored[i]);
        }
        return sum;
    }

    /** Calls known to have lasted longer than a threshold [ns]. */
    public long above(long threshold) {
        long count = 0;
        for (int i = values.length - 1; i >= 0 && values[i] > threshold; i--) {
            count += ended[i] + censored[i];
        }
        return count;
    }

    /** Censored calls that were last seen at or below a threshold [ns]: whether they exceed it is not known. */
    public long undecided(long threshold) {
        long count = 0;
        for (int i = 0; i < values.length && values[i] <= threshold; i++) {
            count += censored[i];
        }
        return count;
    }

    /** A quantile with its confidence interval. */
    public Estimate estimate(Percentile p) {
        long n = n();
        if (n < p.needed()) {
            return new Estimate(p, n, null, null, null);
        }
        Long value = censoredCount == 0 ? Long.valueOf(shortest(p.rank(n))) : kaplanMeier(p);
        long highRank = p.highRank(n);
        return new Estimate(p, n, value, shortest(p.lowRank(n)), highRank > endedCount ? null : longestCase(highRank));
    }

    /**
     * The duration that a share of the time spent in calls was spent in calls not longer than: half of all time spent waiting went
     * into calls longer than {@code timeWeighted(P50)}. It does not suffer from coordinated omission, where a thread that waits
     * issues no further calls. There must be a call.
     */
    public long timeWeighted(Percentile p) {
        double wanted = (double) total() * p.quantile();
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += (double) values[i] * (ended[i] + censored[i]);
            if (sum >= wanted) {
                return values[i];
            }
        }
        return max();
    }

    /** The value at a rank when every censored call ends when it was last seen. */
    private long shortest(long rank) {
        long seen = 0;
        for (int i = 0; i < values.length; i++) {
            seen += ended[i] + censored[i];
            if (seen >= rank) {
                return values[i];
            }
        }
        return max();
    }

    /** The value at a rank when no censored call ever ends. */
    private long longestCase(long rank) {
        long seen = 0;
        for (int i = 0; i < values.length; i++) {
            seen += ended[i];
            if (seen >= rank) {
                return values[i];
            }
        }
        return max();
    }

    /** Kaplan and Meier (1958): the shortest duration that a share of at most 1-q survives; null when none does. */
    private @Nullable Long kaplanMeier(Percentile p) {
        double survives = 1;
        long atRisk = n();
        for (int i = 0; i < values.length; i++) {
            survives *= 1 - (double) ended[i] / atRisk;
            if (survives <= 1 - p.quantile() + 1e-12) {
                return values[i];
            }
            atRisk -= ended[i] + censored[i];
        }
        return null;
    }
}
