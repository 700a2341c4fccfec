// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.ledger;

import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.Needs;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.io.IOException;
import java.util.List;

/**
 * The books of dirty pages.
 *
 * @param lines per capture: from page events for the capture, its devices, files and threads, then from the kernel's counters
 * @param comparisons the same pages counted by the kernel
 */
public record Ledger(List<LedgerLine> lines, List<LedgerComparison> comparisons) {
    /** Views it is made of. */
    static final List<String> VIEWS =
            List.of("page_ledger", "counter_ledger", "page_event", "dirty_state", "task", "throttle");

    /** Copies its lists. */
    public Ledger {
        lines = List.copyOf(lines);
        comparisons = List.copyOf(comparisons);
    }

    /** The events to decode for it. */
    public static EventSet events() {
        return Needs.events(VIEWS.toArray(String[]::new));
    }

    /**
     * Draws up the books of every capture.
     *
     * @throws IOException when a file of /proc beside a capture cannot be read
     */
    public static Ledger of(TraceDatabase database) throws IOException {
        Views.install(database, VIEWS.toArray(String[]::new));
        return new Ledger(new LedgerLines(database).all(), new LedgerComparisons(database).all());
    }
}
