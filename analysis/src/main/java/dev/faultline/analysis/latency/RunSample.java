// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Durations of one side of a comparison: runs, in them blocks of time, in them calls. Answers what a quantile of all calls would be
 * with each block taken a number of times; the calls are sorted once for all such questions.
 */
final class RunSample {
    /** Cuts of the sorted values at which the calls of each block are counted beforehand. */
    private static final int CUTS = 512;

    private static final int BLOCK_BITS = 16;
    /** About 39 hours: what lasts longer is taken as endless [ns]. */
    private static final long LONGEST = (1L << 47) - 1;

    /** Duration of a call that is taken to never end. */
    static final long NEVER = Long.MAX_VALUE;

    private final int[] firstBlock;
    /** Sorted: the duration above, the block's number in the low bits. */
    private final long[] keys;

    private final int[] calls;
    private final int stride;
    private final int[][] below;

    /** Durations by run and block [ns], {@link #NEVER} for a call taken as endless. */
    RunSample(List<List<long[]>> runs) {
        firstBlock = new int[runs.size() + 1];
        for (int run = 0; run < runs.size(); run++) {
            firstBlock[run + 1] = firstBlock[run] + runs.get(run).size();
        }
        List<long[]> blocks = runs.stream().flatMap(List::stream).toList();
        calls = blocks.stream().mapToInt(values -> values.length).toArray();
        keys = keys(blocks);
        stride = Math.max(1, keys.length / CUTS);
        below = counts();
    }

    private static long[] keys(List<long[]> blocks) {
        if (blocks.size() > 1 << BLOCK_BITS) {
            throw new IllegalArgumentException(blocks.size() + " blocks of time: more than " + (1 << BLOCK_BITS));
        }
        long[] keys = new long[blocks.stream().mapToInt(values -> values.length).sum()];
        int i = 0;
        for (int b = 0; b < blocks.size(); b++) {
            for (long value : blocks.get(b)) {
                keys[i++] = Math.min(value, LONGEST) << BLOCK_BITS | b;
            }
        }
        Arrays.sort(keys);
        return keys;
    }

    private int block(int i) {
        return (int) keys[i] & ((1 << BLOCK_BITS) - 1);
    }

    private long value(int i) {
        long value = keys[i] >>> BLOCK_BITS;
        return value == LONGEST ? NEVER : value;
    }

    private int[][] counts() {
        int[][] at = new int[(keys.length + stride - 1) / stride + 1][];
        int[] now = new int[calls.length];
        for (int i = 0; i < keys.length; i++) {
            if (i % stride == 0) {
                at[i / stride] = now.clone();
            }
            now[block(i)]++;
        }
        at[at.length - 1] = now;
        return at;
    }

    int runs() {
        return firstBlock.length - 1;
    }

    long n() {
        return keys.length;
    }

    /** The quantile of the calls as they are [ns]. */
    long quantile(Percentile p) {
        int[] once = new int[calls.length];
        Arrays.fill(once, 1);
        return quantile(p, once);
    }

    /** The quantile with each block taken as often as its weight says [ns]. */
    long quantile(Percentile p, int[] weights) {
        long rank = Math.max(1, p.rank(weighted(calls, weights)));
        int low = 0;
        int high = below.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (weighted(below[middle], weights) < rank) {
                low = middle;
            } else {
                high = middle;
            }
        }
        long seen = weighted(below[low], weights);
        int i = low * stride;
        while (i < keys.length - 1 && seen + weights[block(i)] < rank) {
            seen += weights[block(i++)];
        }
        return value(i);
    }

    private static long weighted(int[] counts, int[] weights) {
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += (long) counts[i] * weights[i];
        }
        return sum;
    }

    /** Runs drawn with replacement, each whole. */
    int[] drawRuns(Random random) {
        int[] weights = new int[calls.length];
        for (int i = 0; i < runs(); i++) {
            int run = random.nextInt(runs());
            for (int b = firstBlock[run]; b < firstBlock[run + 1]; b++) {
                weights[b]++;
            }
        }
        return weights;
    }

    /** Runs drawn with replacement, in each its blocks drawn with replacement. */
    int[] drawBlocks(Random random) {
        int[] weights = new int[calls.length];
        for (int i = 0; i < runs(); i++) {
            int run = random.nextInt(runs());
            int size = firstBlock[run + 1] - firstBlock[run];
            for (int b = 0; b < size; b++) {
                weights[firstBlock[run] + random.nextInt(size)]++;
            }
        }
        return weights;
    }
}
