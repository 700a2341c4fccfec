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
        return runs.stream()
                .flatMap(List::stream)
                .mapToLong(b -> b.ended.length + (long) b.censored.length)
                .sum();
    }

    /** Calls that were not seen to end. */
    public long censored() {
        return runs.stream()
                .flatMap(List::stream)
                .mapToLong(b -> b.censored.length)
                .sum();
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
