// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.recipe;

import dev.faultline.analysis.store.Availability;
import dev.faultline.analysis.store.Evidence;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether a capture supports an analysis.
 *
 * @param captureId the capture
 * @param analysis what is asked
 * @param view the view that answers
 * @param status recorded, silent (declared, nothing recorded) or absent
 * @param missing events that would give it, or more of it
 */
public record Support(int captureId, String analysis, String view, Availability status, List<String> missing) {
    /** Analyses by the view that they rest on, in the order of the help. */
    private static final List<Map.Entry<String, String>> ANALYSES = List.of(
            Map.entry("mkwrite", "latency: L_fs, page_mkwrite of the file system"),
            Map.entry("fault_call", "latency: L_fault, handle_mm_fault"),
            Map.entry("page_fault", "latency: L_store and L_logical, from the exception on"),
            Map.entry("throttle", "breakdown: throttling in balance_dirty_pages"),
            Map.entry("folio_wait", "breakdown: waits for writeback of a page"),
            Map.entry("journal_wait", "breakdown: waits for the journal"),
            Map.entry("lock_wait", "breakdown: waits for locks"),
            Map.entry("block_map", "breakdown: block mapping and allocation"),
            Map.entry("part_call", "breakdown: waits for the lock of a page"),
            Map.entry("read_wait", "breakdown: waits for a read"),
            Map.entry("alloc_stall", "breakdown: memory reclaim"),
            Map.entry("sleep", "breakdown: asleep, runnable, on cpu"),
            Map.entry("block_request", "worst calls: what the devices did"),
            Map.entry("jbd2_commit", "worst calls: phases of the journal"),
            Map.entry("folio_dirtied", "replay and rules: pages that became dirty"),
            Map.entry("folio_cleaned", "replay and rules: pages that were cleaned"),
            Map.entry("folio_writeback", "replay and rules: pages that were written"),
            Map.entry("dirty_state", "charts: the kernel's counters against its limits"),
            Map.entry("wb_bandwidth", "charts: bandwidth and rate limits"),
            Map.entry("lock_hold", "locks: which locks are held"),
            Map.entry("writeback_error", "rules: lost write errors"));

    /** Copies the list. */
    public Support {
        missing = List.copyOf(missing);
    }

    /** Names of the views that are asked. */
    public static List<String> views() {
        return ANALYSES.stream().map(Map.Entry::getKey).toList();
    }

    /** All analyses, capture by capture. */
    public static List<Support> of(TraceDatabase database) {
        Views views = new Views(database, SqlCatalogue.standard(), Views.Stored.NONE).install(views());
        List<Support> answers = new ArrayList<>();
        database.captures().forEach(capture -> {
            for (Map.Entry<String, String> analysis : ANALYSES) {
                Evidence evidence = views.evidence(analysis.getKey()).get(capture.id());
                if (evidence != null) {
                    answers.add(new Support(
                            capture.id(),
                            analysis.getValue(),
                            analysis.getKey(),
                            evidence.status(),
                            evidence.missing()));
                }
            }
        });
        return answers;
    }
}
