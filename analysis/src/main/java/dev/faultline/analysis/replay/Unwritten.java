// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * I6: folios whose dirty bit was cleared for writeback and of which nothing was heard since. A file system starts writeback or
 * gives the folio back before it lets go of the folio's lock, so there are few at any time: mm/page-writeback.c
 * write_cache_pages, fs/ext4/inode.c mpage_submit_page, fs/iomap/buffered-io.c iomap_writepage_map of Linux 5.10, 6.1 and 6.12.
 * A file system that writes data through its journal starts none ({@link Inode#writtenBack}).
 */
final class Unwritten {
    /** After so long nothing more comes [ns]. */
    static final long GRACE = 1_000_000_000L;

    private static final Step.Impossible<Void> DROPPED = new Step.Impossible<>(
            Clause.I6.bit(),
            "writeback of a folio whose dirty bit was cleared for it, or the folio given back dirty",
            "neither came: what was stored into it is never written");

    private final Tally tally;
    private final List<Cleaned> folios = new ArrayList<>();

    /** A folio's dirty bit was cleared by thread tid. */
    private record Cleaned(Inode inode, long index, long ts, int cpu, int tid, List<String> chain) {}

    Unwritten(Tally tally) {
        this.tally = tally;
    }

    void add(Observation cleaned, Inode inode, List<String> chain) {
        folios.add(new Cleaned(inode, cleaned.index(), cleaned.ts(), cleaned.cpu(), cleaned.tid(), chain));
    }

    /** Something was heard of the folio. */
    void remove(Observation folio) {
        for (int i = folios.size() - 1; i >= 0; i--) {
            Cleaned cleaned = folios.get(i);
            if (cleaned.index == folio.index()
                    && cleaned.inode.ino == folio.ino()
                    && cleaned.inode.dev == folio.dev()) {
                folios.remove(i);
                return;
            }
        }
    }

    /** The pages of a file from {@code index} on are gone. */
    void truncated(Inode inode, long index) {
        folios.removeIf(cleaned -> cleaned.inode == inode && cleaned.index >= index);
    }

    /** A sync of {@code inode} that thread {@code tid} began at {@code begin} returned without an error. */
    void synced(Inode inode, int tid, long begin) {
        for (int i = folios.size() - 1; i >= 0; i--) {
            Cleaned cleaned = folios.get(i);
            if (cleaned.inode == inode && cleaned.tid == tid && cleaned.ts >= begin) {
                folios.remove(i);
                judge(cleaned);
            }
        }
    }

    /** The capture ends at {@code ts}. */
    void end(long ts) {
        folios.forEach(cleaned -> {
            if (cleaned.ts < ts - GRACE) {
                judge(cleaned);
            }
        });
        folios.clear();
    }

    private void judge(Cleaned cleaned) {
        tally.violated(
                DROPPED,
                () -> new Divergence(
                        List.of(Clause.I6),
                        cleaned.ts,
                        cleaned.cpu,
                        cleaned.tid,
                        Divergences.page(cleaned.inode.dev, cleaned.inode.ino, cleaned.index),
                        DROPPED.expected(),
                        DROPPED.observed(),
                        "!dirty tagged",
                        cleaned.chain,
                        "present",
                        1));
    }

    void forgetAll() {
        folios.clear();
    }
}
