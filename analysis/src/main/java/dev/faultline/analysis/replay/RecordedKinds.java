// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import dev.faultline.analysis.store.TraceDatabase;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which kinds of observation a capture can contain. An event counts as recorded if it has records, or if it is
 * declared and other events of its system have: whoever enables a system gets every event of it, so silence then means that
 * the thing did not happen.
 */
final class RecordedKinds {
    /** Which view, and which of the raw events behind it, tells of a kind; any event if none is named. */
    private enum Source {
        FAULT_BEGIN("fault_call", "handle_mm_fault"),
        FAULT_END("fault_call", "ret"),
        FOLIO_ADDED("folio_added", ""),
        FOLIO_REMOVED("folio_removed", ""),
        FOLIO_DIRTIED("folio_dirtied", "writeback_dirty_"),
        FOLIO_CLEANED("folio_cleaned", ""),
        FOLIO_CANCELLED("folio_cancelled", ""),
        FOLIO_REDIRTIED("folio_redirtied", ""),
        WRITEBACK_BEGIN("folio_writeback", "_start_writeback|test_set_page_writeback"),
        WRITEBACK_END("folio_writeback", "end_page_writeback|folio_end_writeback"),
        INODE_SIZE("inode_size", ""),
        TRUNCATED("cache_truncated", ""),
        UNMAPPED("syscall", "munmap"),
        EXCEPTION("page_fault", "page_fault_"),
        EXITED("task_exit", ""),
        LOCK_TAKEN("lock_event", "lock_acquire"),
        LOCK_RELEASED("lock_event", "lock_release"),
        SYNC_BEGIN("file_sync", "sync"),
        SYNC_END("file_sync", "sync"),
        ERROR_SET("writeback_error", "set_wb_err"),
        ERROR_REPORTED("writeback_error", "advance_wb_err"),
        FROZEN("fs_freeze", "freeze_super"),
        THAWING("fs_freeze", "thaw|unfreeze"),
        SWAP_ON("swapfile", ""),
        REMOVAL_BEGIN("range_removal", "truncate_pagecache|remove_space|free_file_space"),
        COPIED("private_copy", ""),
        INODE_WRITTEN("inode_writeback", ""),
        NR_DIRTY("dirty_state", ""),
        SIGNALLED("signal_delivered", "");

        final String view;
        final String events;

        Source(String view, String events) {
            this.view = view;
            this.events = events;
        }

        ObservationKind kind() {
            return ObservationKind.valueOf(name());
        }
    }

    private final TraceDatabase database;
    private final int capture;

    RecordedKinds(TraceDatabase database, int capture) {
        this.database = database;
        this.capture = capture;
    }

    Evidence read() {
        Set<String> recorded = recordedEvents();
        Map<String, List<String>> views = views();
        Set<ObservationKind> kinds = EnumSet.of(ObservationKind.LOSS_BEGIN, ObservationKind.LOSS_END);
        for (Source source : Source.values()) {
            boolean tells = views.getOrDefault(source.view, List.of()).stream()
                    .filter(recorded::contains)
                    .anyMatch(event ->
                            Pattern.compile(source.events).matcher(event).find());
            if (tells) {
                kinds.add(source.kind());
            }
        }
        if (calls()) {
            kinds.add(ObservationKind.MKWRITE_BEGIN);
            kinds.add(ObservationKind.MKWRITE_END);
        }
        return new Evidence(kinds, locks());
    }

    /**
     * Classes that a filter of the recording let through. sb_pagefaults counts as seen where any level of the freeze protection is:
     * a filter that names one names all.
     */
    private Set<LockClass> locks() {
        Set<LockClass> locks = EnumSet.noneOf(LockClass.class);
        database.query("SELECT DISTINCT lock_class FROM lock_event WHERE capture_id = ?", capture)
                .forEach(row -> {
                    switch (text(row[0])) {
                        case "sb_writers", "sb_pagefaults", "sb_internal" -> locks.add(LockClass.SB_PAGEFAULTS);
                        case "&vma->vm_lock->lock", "vm_lock" -> locks.add(LockClass.VMA_LOCK);
                        case "&mm->mmap_lock", "&mm->mmap_sem" -> locks.add(LockClass.MMAP_LOCK);
                        default -> {}
                    }
                });
        return locks;
    }

    /** Calls count only where arguments were fetched: without an index they concern no page. */
    private boolean calls() {
        String sql = "SELECT count(*) > 0 FROM mkwrite WHERE capture_id = ? AND index IS NOT NULL AND dev IS NOT NULL";
        return database.query(sql, capture).all().stream().anyMatch(row -> Boolean.TRUE.equals(row[0]));
    }

    private Set<String> recordedEvents() {
        Set<String> recorded = new HashSet<>();
        database.query("""
                        SELECT DISTINCT system || '.' || event
                        FROM event_schema
                        WHERE capture_id = ?
                          AND system IN (SELECT system FROM event_schema WHERE capture_id = ? AND recorded > 0)
                        """, capture, capture).forEach(row -> recorded.add(text(row[0])));
        return recorded;
    }

    private Map<String, List<String>> views() {
        Map<String, List<String>> views = new HashMap<>();
        database.query("SELECT view, events FROM evidence WHERE capture_id = ? AND level <> 'absent'", capture)
                .forEach(row -> views.put(text(row[0]), List.of(text(row[1]).split(", "))));
        return views;
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value).toLowerCase(Locale.ROOT);
    }
}
