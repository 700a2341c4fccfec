// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawRecord;
import java.util.ArrayList;
import java.util.List;

/** Times and cpu for records that are put between two others: a nanosecond apart, and never out of order. */
final class Times {
    private Times() {}

    static List<RawRecord> after(Recording recording, RawRecord anchor, List<RawRecord> records) {
        long end = recording.neighbour(anchor, 1).map(RawRecord::ts).orElse(Long.MAX_VALUE);
        List<RawRecord> timed = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            timed.add(records.get(i).on(anchor).at(Math.min(end, anchor.ts() + 1 + i)));
        }
        return timed;
    }

    static List<RawRecord> before(Recording recording, RawRecord anchor, List<RawRecord> records) {
        long start = recording.neighbour(anchor, -1).map(RawRecord::ts).orElse(anchor.ts());
        List<RawRecord> timed = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            timed.add(records.get(i).on(anchor).at(Math.max(start, anchor.ts() - records.size() + i)));
        }
        return timed;
    }
}
