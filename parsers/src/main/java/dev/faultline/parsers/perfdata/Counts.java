// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import java.util.Map;
import java.util.TreeMap;

/** How many records one worker walked over. */
final class Counts {
    final long[] byAttr;
    final Map<Integer, Long> byType = new TreeMap<>();
    /** Rows of {@link EntryRows}, by place of the table. */
    final Map<Integer, Long> entries = new TreeMap<>();

    long records;
    /** Those that lie in the window. */
    long decoded;

    long unknownIds;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;

    Counts(int attrs) {
        byAttr = new long[attrs];
    }

    void time(long ts) {
        first = Math.min(first, ts);
        last = Math.max(last, ts);
    }

    void add(Counts other) {
        for (int i = 0; i < byAttr.length; i++) {
            byAttr[i] += other.byAttr[i];
        }
        other.byType.forEach((type, count) -> byType.merge(type, count, Long::sum));
        other.entries.forEach((index, count) -> entries.merge(index, count, Long::sum));
        records += other.records;
        decoded += other.decoded;
        unknownIds += other.unknownIds;
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
    }
}
