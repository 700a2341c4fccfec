// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * W1 and I14: a dirty file is written within dirty_expire and two intervals of the flusher, 40 s by default
 * (mm/page-writeback.c dirty_expire_interval, dirty_writeback_interval; fs/fs-writeback.c wb_check_old_data_flush, 5.10 to 6.12).
 * Both can be set and the flusher can be busy, so it is broken only where a periodic work began after that time, no writer was
 * throttled, and the file was still left alone.
 */
final class FlushReplay {
    private static final long EXPIRED = 40_000_000_000L;

    /** What a periodic work may take until it reaches a file [ns]. */
    private static final long WORK = 5_000_000_000L;

    private static final Step.Impossible<Void> LEFT = new Step.Impossible<>(
            Clause.I14.bit(),
            "a periodic flush writes a file that has been dirty for 40 s",
            "one began after that, and did not come to the file");

    /** [ms]. */
    private static final long MAX_PAUSE = 200;

    private static final Step.Impossible<Void> LONG =
            new Step.Impossible<>(Clause.TH.bit(), "a pause of at most 200 ms", "a longer one was planned");

    private static final Step.Impossible<Void> FREE = new Step.Impossible<>(
            Clause.TH.bit(), "a writer above the limit of its device is paused", "it was let go on");

    private final Tally tally;
    private final InodeTable inodes;
    private long periodicTs = Long.MIN_VALUE;
    private long throttledTs = Long.MIN_VALUE;

    FlushReplay(Tally tally, InodeTable inodes) {
        this.tally = tally;
        this.inodes = inodes;
    }

    void flushed(Observation work) {
        tally.taken(Clause.W1);
        if (work.value() == 1) {
            periodicTs = work.ts();
        }
    }

    void throttled(Observation pause) {
        throttledTs = pause.ts();
        Step.Impossible<Void> wrong = paused(pause);
        if (wrong == null) {
            tally.held(Clause.TH.bit());
        } else {
            tally.violated(
                    wrong,
                    () -> Divergences.of(
                            pause,
                            "thread " + pause.tid(),
                            wrong,
                            "dirty " + pause.index() + " limit " + pause.address(),
                            List.of(EventChains.line(pause)),
                            null));
        }
    }

    /**
     * A pause is at most MAX_PAUSE, and there is one for whoever dirties pages above the limit (mm/page-writeback.c
     * balance_dirty_pages: task_ratelimit is 0 there). The limit is that of the device where it has a strict one (FUSE).
     */
    private static Step.@Nullable Impossible<Void> paused(Observation pause) {
        if (pause.value() > MAX_PAUSE) {
            return LONG;
        }
        boolean known = pause.index() != Observation.UNKNOWN && pause.address() != Observation.UNKNOWN;
        return known && pause.pages() == 1 && pause.index() > pause.address() && pause.value() <= 0 ? FREE : null;
    }

    /** Writing of a file begins. */
    void begins(Inode inode, Observation observation) {
        if (inode.dirtySince == Observation.UNKNOWN) {
            return;
        }
        long since = inode.dirtySince;
        inode.dirtySince = Observation.UNKNOWN;
        if (observation.ts() - since <= EXPIRED) {
            tally.held(Clause.I14.bit());
        } else if (isLate(since, observation.ts())) {
            judge(inode, since, observation);
        }
    }

    /** The capture ends at {@code ts}. */
    void end(long ts) {
        for (Inode inode : inodes.all()) {
            if (inode.dirtySince != Observation.UNKNOWN && inode.dirtyFolios > 0 && isLate(inode.dirtySince, ts)) {
                left(inode, ts);
            }
        }
    }

    private boolean isLate(long since, long now) {
        return periodicTs > since + EXPIRED && now > periodicTs + WORK && throttledTs < since;
    }

    private void left(Inode inode, long ts) {
        long since = inode.dirtySince;
        tally.violated(
                LEFT,
                () -> new Divergence(
                        List.of(Clause.I14),
                        ts,
                        0,
                        0,
                        inode.subject(),
                        LEFT.expected(),
                        LEFT.observed(),
                        "dirty since " + since,
                        List.of(since + " folio_dirtied", periodicTs + " flushed"),
                        "dirty",
                        1));
    }

    private void judge(Inode inode, long since, Observation now) {
        tally.violated(
                LEFT,
                () -> Divergences.of(
                        now,
                        inode.subject(),
                        LEFT,
                        "dirty since " + since,
                        List.of(since + " folio_dirtied", periodicTs + " flushed", EventChains.line(now)),
                        "dirty"));
    }
}
