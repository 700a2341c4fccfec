// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import java.util.EnumMap;
import java.util.Map;

/** What a world adds up. */
final class Counts {
    private final Map<Metric, Long> counts = new EnumMap<>(Metric.class);
    private long dirty;

    void add(Metric metric, long more) {
        counts.merge(metric, more, Long::sum);
    }

    long of(Metric metric) {
        return counts.getOrDefault(metric, 0L);
    }

    /** A folio of that many pages became dirty. */
    void dirtied(int pages) {
        add(Metric.FOLIOS_DIRTIED, 1);
        add(Metric.PAGES_DIRTIED, pages);
        dirty += pages;
        counts.merge(Metric.MOST_DIRTY, dirty, Math::max);
    }

    void cleaned(int pages) {
        add(Metric.PAGES_CLEANED, pages);
        dropped(pages);
    }

    /** Pages are dirty no more. */
    void dropped(int pages) {
        dirty -= pages;
    }

    /** Pages dirty now. */
    long dirty() {
        return dirty;
    }

    /** Nothing is known to be dirty any more. */
    void forget() {
        dirty = 0;
    }
}
