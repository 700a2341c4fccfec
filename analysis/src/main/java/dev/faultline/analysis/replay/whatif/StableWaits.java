// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import dev.faultline.analysis.replay.whatif.Access.FilePage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stores that come while their page is being written: with stable pages they wait in page_mkwrite (mm/page-writeback.c folio_wait_stable). */
final class StableWaits {
    private final FolioSizes sizes;
    private final Set<FilePage> written = new HashSet<>();
    private final Map<FilePage, List<Long>> would = new HashMap<>();
    private final Map<FilePage, List<Long>> did = new HashMap<>();
    private final Counts wouldWait = new Counts();
    private final Counts waited = new Counts();

    StableWaits(FolioSizes sizes) {
        this.sizes = sizes;
    }

    private FilePage head(FilePage page) {
        return page.at(sizes.head(page));
    }

    void begun(FilePage page) {
        written.add(head(page));
    }

    void ended(FilePage page, long ts) {
        FilePage head = head(page);
        written.remove(head);
        over(would.remove(head), ts, wouldWait);
        over(did.remove(head), ts, waited);
    }

    private static void over(@Nullable List<Long> since, long ts, Counts counts) {
        if (since != null) {
            counts.add(Metric.STABLE_WAITS, since.size());
            since.forEach(begun -> counts.add(Metric.STABLE_WAIT_NS, ts - begun));
        }
    }

    /** page_mkwrite entered. */
    void stores(FilePage page, long ts) {
        FilePage head = head(page);
        if (written.contains(head)) {
            would.computeIfAbsent(head, one -> new ArrayList<>(1)).add(ts);
        }
    }

    /** A thread in page_mkwrite waits for its page, in the recording. */
    void waits(FilePage page, long ts) {
        did.computeIfAbsent(head(page), one -> new ArrayList<>(1)).add(ts);
    }

    /** What stores would wait if all waited. */
    Counts wouldWait() {
        return wouldWait;
    }

    /** What they waited. */
    Counts waited() {
        return waited;
    }

    void forget() {
        written.clear();
        would.clear();
        did.clear();
    }
}
