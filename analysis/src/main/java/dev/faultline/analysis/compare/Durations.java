// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.compare;

import dev.faultline.analysis.latency.CensoredRuns.Block;
import java.util.Arrays;

/** Durations of one block of time under construction. */
final class Durations {
    private long[] ended = new long[16];
    private long[] censored = new long[0];
    private int size;

    void add(long latency, boolean open) {
        if (open) {
            censored = Arrays.copyOf(censored, censored.length + 1);
            censored[censored.length - 1] = latency;
            return;
        }
        if (size == ended.length) {
            ended = Arrays.copyOf(ended, size * 2);
        }
        ended[size++] = latency;
    }

    Block block() {
        return new Block(Arrays.copyOf(ended, size), censored);
    }
}
