// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * I6: folios whose dirty bit was cleared for writeback and of which nothing was heard since. A file system starts writeback or
 * gives the folio back before it lets go of the folio's lock, so there are few at any time: mm/page-writeback.c
 * write_cache_pages, fs/ext4/inode.c mpage_submit_page, fs/iomap/buffered-io.c iomap_writepage_map of Linux 5.10, 6.1 and 6.12.
 * A file system that writes data through its journal starts none, so of a file of which no writeback was seen yet
 * ({@link Inode#writtenBack}) nothing is judged until one is; then the first folios are, too.
 */
final class Unwritten {
    /** After so long nothing more comes [ns]. */
    static final long GRACE = 1_000_000_000L;

    private static final Step.Impossible<Void> DROPPED = new Step.Impossible<>(
            Clause.I6.bit(),
            "writeback of a folio whose dirty bit was cleared for it, or the folio given back dirty",
            "neither came: what was stored into it is never written");

    /** Folios kept of files without writeback: a journal may take any number. */
    private static final int MOST_WAITING = 64;

    private final Tally tally;
    private final Map<PageKey, Cleaned> folios = new LinkedHashMap<>();
    private final Map<PageKey, Cleaned> waiting = new LinkedHashMap<>();

    /** A folio's dirty bit was cleared by thread tid. */
    private record Cleaned(Inode inode, long index, long ts, int cpu, int tid, List<String> chain) {}

    Unwritten(Tally tally) {
        this.tally = tally;
    }

    void add(Observation cleaned, Inode inode, List<String> chain) {
        put(folios, cleaned, inode, chain);
    }

    private static void put(Map<PageKey, Cleaned> among, Observation cleaned, Inode inode, List<String> chain) {
        among.put(key(cleaned), new Cleaned(inode, cleaned.index(), cleaned.ts(), cleaned.cpu(), cleaned.tid(), chain));
    }

    private static PageKey key(Observation folio) {
        return new PageKey(folio.dev(), folio.ino(), folio.index());
    }

    /** As {@link #add}, of a file of which no writeback was seen. */
    void addWaiting(Observation cleaned, Inode inode, List<String> chain) {
        if (waiting.size() < MOST_WAITING) {
            put(waiting, cleaned, inode, chain);
        }
    }

    /** The first writeback of a file was seen. */
    void begins(Inode inode) {
        waiting.entrySet().removeIf(entry -> {
            boolean its = entry.getValue().inode == inode;
            if (its) {
                folios.put(entry.getKey(), entry.getValue());
            }
            return its;
        });
    }

    /** Something was heard of the folio. */
    void remove(Observation folio) {
        PageKey key = key(folio);
        if (folios.remove(key) == null) {
            waiting.remove(key);
        }
    }

    /** The pages of a file from {@code index} on are gone. */
    void truncated(Inode inode, long index) {
        folios.values().removeIf(cleaned -> cleaned.inode == inode && cleaned.index >= index);
        waiting.values().removeIf(cleaned -> cleaned.inode == inode && cleaned.index >= index);
    }

    /** A sync of {@code inode} that thread {@code tid} began at {@code begin} returned without an error. */
    void synced(Inode inode, int tid, long begin) {
        folios.values().removeIf(cleaned -> {
            boolean due = cleaned.inode == inode && cleaned.tid == tid && cleaned.ts >= begin;
            if (due) {
                judge(cleaned);
            }
            return due;
        });
    }

    /** The capture ends at {@code ts}. */
    void end(long ts) {
        folios.values().forEach(cleaned -> {
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
        waiting.clear();
    }
}
