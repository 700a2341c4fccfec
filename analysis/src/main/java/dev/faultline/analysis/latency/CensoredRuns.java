// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import java.util.Arrays;
import java.util.List;

/** One side of a comparison: runs of calls, of which some were not seen to end. */
public final class CensoredRuns {
    /** The calls of one block of time. */
    public static final class Block {
        private final long[] ended;
        private final long[] censored;

        /**
         * Keeps copies.
         *
         * @param ended durations of calls that ended [ns]
         * @param censored how long the others were seen [ns]
         */
        public Block(long[] ended, long[] censored) {
            this.ended = ended.clone();
            this.censored = censored.clone();
        }

        /** Calls, the censored ones included. */
        public long n() {
            return ended.length + (long) censored.length;
        }

        /** Calls known to have lasted longer than a threshold [ns]. */
        public long above(long threshold) {
            return Arrays.stream(all(false)).filter(value -> value > threshold).count();
        }

        /** Sum of what was seen of all calls [ns]. */
        public long total() {
            return Arrays.stream(ended).sum() + Arrays.stream(censored).sum();
        }

        private long[] all(boolean endless) {
            long[] all = Arrays.copyOf(ended, ended.length + censored.length);
            for (int i = 0; i < censored.length; i++) {
                all[ended.length + i] = endless ? RunSample.NEVER : censored[i];
            }
            return all;
        }
    }

    private final List<List<Block>> runs;

    /** Blocks by run. */
    public CensoredRuns(List<List<Block>> runs) {
        this.runs = runs.stream().map(List::copyOf).toList();
    }

    /** How many runs there are. */
    public int runs() {
        return runs.size();
    }

    /** Calls, the censored ones included. */
    public long n() {
        return runs.stream().flatMap(List::stream).mapToLong(Block::n).sum();
    }

    /** Calls that were not seen to end. */
    public long censored() {
        return runs.stream()
                .flatMap(List::stream)
                .mapToLong(b -> b.censored.length)
                .sum();
    }

    /** The median of each run that has calls [ns]; a call that was not seen to end counts with what was seen of it. */
    public long[] medians() {
        return runs.stream()
                .map(run -> run.stream()
                        .flatMapToLong(block -> Arrays.stream(block.all(false)))
                        .sorted()
                        .toArray())
                .filter(sorted -> sorted.length > 0)
                .mapToLong(sorted -> sorted[(int) Percentile.P50.rank(sorted.length) - 1])
                .toArray();
    }

    RunSample endedWhenLastSeen() {
        return sample(false);
    }

    RunSample endless() {
        return sample(true);
    }

    private RunSample sample(boolean endless) {
        return new RunSample(runs.stream()
                .map(run -> run.stream().map(block -> block.all(endless)).toList())
                .toList());
    }
}
