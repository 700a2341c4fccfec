// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stores that a kernel without page_mkwrite and without dirty page tracking (before 2.6.18 and 2.6.19) would have learned of only
 * from the dirty bit of the pte, when it was taken away or msync looked.
 */
final class Hidden {
    private static final int MOST = 20;

    private final Counts counts;
    private final Map<Folio, Long> open = new LinkedHashMap<>();
    private final List<Prediction.Missed> first = new ArrayList<>();

    Hidden(Counts counts) {
        this.counts = counts;
    }

    /** A store to a clean folio. */
    void stored(Folio folio, long ts) {
        if (folio.hiddenSince == Folio.NONE) {
            folio.hiddenSince = ts;
            open.put(folio, ts);
            counts.add(Metric.HIDDEN_STORES, 1);
        }
    }

    /** Accounting learns of it; false if there was nothing to learn. */
    boolean told(Folio folio, long ts) {
        long since = folio.hiddenSince;
        if (since == Folio.NONE) {
            return false;
        }
        close(folio, since, ts, ts);
        open.remove(folio);
        return true;
    }

    /** The folio is gone, and what was stored with it. */
    void dropped(Folio folio) {
        folio.hiddenSince = Folio.NONE;
        open.remove(folio);
    }

    private void close(Folio folio, long since, long ts, @Nullable Long told) {
        folio.hiddenSince = Folio.NONE;
        counts.add(Metric.HIDDEN_NS, ts - since);
        if (first.size() < MOST) {
            first.add(new Prediction.Missed(
                    since, folio.head.file().dev(), folio.head.file().ino(), folio.head.index(), told));
        }
    }

    void end(long ts) {
        open.forEach((folio, since) -> {
            close(folio, since, ts, null);
            counts.add(Metric.NEVER_TOLD, 1);
        });
        open.clear();
    }

    void forget() {
        open.clear();
    }

    List<Prediction.Missed> first() {
        return List.copyOf(first);
    }
}
