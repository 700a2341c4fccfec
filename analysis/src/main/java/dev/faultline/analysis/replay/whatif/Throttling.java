// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import java.util.HashSet;
import java.util.Set;

/**
 * Pauses of writers as a fluid: pages become dirty as recorded, the flusher takes what is above the background threshold, the disk
 * writes at the rate that the recording shows, and a writer waits until what is dirty and being written is below a gate. The least is one
 * writer that waits for the limit itself. The most has the gate where throttling begins, between the two thresholds
 * (mm/page-writeback.c dirty_freerun_ceiling), no recorded pause between the stores, every writer waiting at once, and the longest
 * pause (MAX_PAUSE, 200 ms) as often as a writer looks (every 32 KiB when much is dirty, balance_dirty_pages_ratelimited).
 */
final class Throttling {
    private static final long LONGEST_NS = 200_000_000;
    private static final int PAGES_BETWEEN_LOOKS = 8;

    private final double pagesPerNs;
    private final boolean early;
    private final double background;
    private final double gate;
    private final Set<Integer> writers = new HashSet<>();
    private double dirty;
    private double writing;
    private double waited;
    private long last;
    private long pagesOver;
    private long pausedUntil = Long.MIN_VALUE;
    private long paused;

    /** @param early whether writers wait from where throttling begins, not from the limit on */
    Throttling(long limit, long background, double pagesPerNs, boolean early) {
        this.pagesPerNs = pagesPerNs;
        this.early = early;
        this.background = background;
        this.gate = early ? (limit + background) / 2.0 : limit;
    }

    void dirtied(int tid, int pages, long ts) {
        elapse(ts);
        writers.add(tid);
        dirty += pages;
        if (dirty > background) {
            writing += dirty - background;
            dirty = background;
        }
        double over = dirty + writing - gate;
        if (over > 0) {
            waited += over / pagesPerNs;
            pagesOver += pages;
            writing = Math.max(0, writing - over);
        }
    }

    /** Somebody has pages written, sooner than the flusher would. */
    void cleaned(int pages, long ts) {
        elapse(ts);
        double moved = Math.min(dirty, pages);
        dirty -= moved;
        writing += moved;
    }

    /** A writer was paused in the recording. */
    void paused(long ts, long ns) {
        if (early) {
            paused += Math.max(0, ts + ns - Math.max(ts, pausedUntil));
            pausedUntil = Math.max(pausedUntil, ts + ns);
        }
    }

    private void elapse(long ts) {
        long now = ts - paused;
        writing = Math.max(0, writing - Math.max(0, now - last) * pagesPerNs);
        last = Math.max(last, now);
    }

    /** Time that one writer waited [ns]. */
    long least() {
        return Math.round(waited);
    }

    /** Time that all writers waited at most [ns]. */
    long most() {
        long together = Math.round(waited * Math.max(1, writers.size()));
        return Math.max(together, (pagesOver + PAGES_BETWEEN_LOOKS - 1) / PAGES_BETWEEN_LOOKS * LONGEST_NS);
    }
}
