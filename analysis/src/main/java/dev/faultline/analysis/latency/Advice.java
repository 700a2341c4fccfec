// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import dev.faultline.analysis.store.Availability;
import dev.faultline.analysis.store.Evidence;
import dev.faultline.analysis.store.Views;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which events would explain time that has no known cause. */
final class Advice {
    /** Events by the view that reads them, the likeliest cause first. */
    private static final Map<String, String> CAUSES = causes();

    private Advice() {}

    private static Map<String, String> causes() {
        Map<String, String> causes = new LinkedHashMap<>();
        causes.put("folio_wait", "writeback:folio_wait_writeback");
        causes.put("throttle", "writeback:balance_dirty_pages");
        causes.put("lock_wait", "lock:contention_begin and lock:contention_end (5.19 and later)");
        causes.put(
                "journal_wait",
                "the journal's events (ext4:ext4_journal_start and jbd2:jbd2_handle_start, xfs:xfs_log_grant_sleep and "
                        + "xfs:xfs_log_grant_wake, btrfs:btrfs_reserve_ticket)");
        causes.put(
                "block_map",
                "block mapping (ext4:ext4_ext_map_blocks_enter and ext4:ext4_ext_map_blocks_exit, iomap:iomap_iter and "
                        + "iomap:iomap_iter_dstmap)");
        causes.put(
                "part_call",
                "probes on __folio_lock and its return (__lock_page before 5.16), which wait for the lock of a page");
        causes.put("read_wait", "block:block_rq_issue and block:block_rq_complete");
        causes.put("alloc_stall", "vmscan:mm_vmscan_direct_reclaim_begin and vmscan:mm_vmscan_direct_reclaim_end");
        return causes;
    }

    /** Nothing when little enough is unattributed. */
    static List<String> of(Breakdown breakdown, Views views) {
        if (!breakdown.unexplained()) {
            return List.of();
        }
        List<String> advice = new ArrayList<>();
        if (absent(views, "sleep", breakdown.captureId())) {
            advice.add(
                    "sched:sched_switch and sched:sched_waking (without them time on the cpu and time asleep look alike)");
        }
        CAUSES.forEach((view, events) -> {
            if (absent(views, view, breakdown.captureId())) {
                advice.add(events);
            }
        });
        if (breakdown.asleep() > 0) {
            advice.add(
                    "a stack trace with sched:sched_switch (trace-cmd record -e sched_switch -R stacktrace): it slept, and names the sleeper");
        }
        return advice;
    }

    private static boolean absent(Views views, String view, int captureId) {
        Evidence evidence = views.evidence(view).get(captureId);
        return evidence == null || evidence.status() == Availability.ABSENT;
    }
}
