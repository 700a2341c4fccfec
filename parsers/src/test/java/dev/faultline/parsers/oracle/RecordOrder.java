// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * trace-cmd's order: always the head with the smallest ts; of equals the first buffer, then the lowest cpu
 * (formats.md B.1.4).
 */
final class RecordOrder {
    private RecordOrder() {}

    /** Merges queues that are given in the order of preference. */
    static <T> List<T> merge(List<List<T>> queues, ToLongFunction<T> ts) {
        List<T> merged = new ArrayList<>();
        int[] at = new int[queues.size()];
        while (true) {
            int best = -1;
            long bestTs = 0;
            for (int i = 0; i < at.length; i++) {
                if (at[i] < queues.get(i).size()) {
                    long headTs = ts.applyAsLong(queues.get(i).get(at[i]));
                    if (best < 0 || Long.compareUnsigned(headTs, bestTs) < 0) {
                        best = i;
                        bestTs = headTs;
                    }
                }
            }
            if (best < 0) {
                return merged;
            }
            merged.add(queues.get(best).get(at[best]++));
        }
    }
}
