// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * T1 and T2: ranges of files that are being taken away, and that no page enters meanwhile (I9).
 *
 * <p>Who may fill a page takes invalidate_lock shared (mm/filemap.c filemap_fault, filemap_create_folio; mm/readahead.c
 * page_cache_ra_unbounded, since 5.15), who takes pages away takes it exclusive (ext4, xfs, f2fs; not btrfs, which locks extents).
 * Before 5.15 their own locks kept out faults only. The thread that takes the range away may itself read pages at its edges.
 */
final class RemovalReplay {
    private static final Step.Impossible<Void> ADDED = new Step.Impossible<>(
            Clause.I9.bit(),
            "no page of the range enters the page cache until it has been taken away",
            "another thread added one");

    private final KernelProfile profile;
    private final Evidence evidence;
    private final Tally tally;
    private final FileSystems systems;
    private final List<Removal> removals = new ArrayList<>(4);

    private record Removal(long ts, int tid, long dev, long ino, long first, long last, boolean locked) {
        boolean covers(Observation folio) {
            return ino == folio.ino()
                    && dev == folio.dev()
                    && folio.index() >= first
                    && folio.index() + Math.max(1, folio.pages()) - 1 <= last;
        }
    }

    RemovalReplay(KernelProfile profile, Evidence evidence, Tally tally, FileSystems systems) {
        this.profile = profile;
        this.evidence = evidence;
        this.tally = tally;
        this.systems = systems;
    }

    void begins(Observation range) {
        boolean locked = range.pages() == 1 || systems.locksInvalidation(range.dev());
        removals.add(
                new Removal(range.ts(), range.tid(), range.dev(), range.ino(), range.index(), range.value(), locked));
    }

    void ends(Observation range) {
        tally.held(Clause.T1.bit());
        for (int i = removals.size() - 1; i >= 0; i--) {
            Removal removal = removals.get(i);
            if (removal.tid == range.tid() && removal.ino == range.ino() && removal.first == range.index()) {
                removals.remove(i);
                if (decides(removal) && evidence.has(ObservationKind.FOLIO_ADDED)) {
                    tally.held(Clause.I9.bit());
                }
                return;
            }
        }
    }

    private boolean decides(Removal removal) {
        return removal.locked && profile.invalidateLock();
    }

    void added(Observation folio) {
        for (int i = 0; i < removals.size(); i++) {
            Removal removal = removals.get(i);
            if (removal.covers(folio) && removal.tid != folio.tid() && decides(removal)) {
                tally.violated(
                        ADDED,
                        () -> Divergences.of(
                                folio,
                                Divergences.page(folio.dev(), folio.ino(), folio.index()),
                                ADDED,
                                "pages " + removal.first + " to "
                                        + (removal.last == Long.MAX_VALUE ? "the end" : removal.last)
                                        + " are being taken away",
                                List.of(removal.ts + " tid " + removal.tid + " removal_begin", EventChains.line(folio)),
                                "locked"));
            }
        }
    }

    void forgetAll() {
        removals.clear();
    }
}
