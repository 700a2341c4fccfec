// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.List;

/**
 * I7: what the kernel says of its own counters (writeback:global_dirty_state). None is negative, and of what was dirtied since the
 * first reading no more was written or is still dirty or under writeback: the residual dDIRTIED - dWRITTEN - dFILE_DIRTY -
 * dWRITEBACK is what was cancelled, so not negative, but for the drift of per-cpu counters (mm/vmstat.c
 * calculate_normal_threshold: at most 125 pages per cpu and node) and for pages swapped out, which are written without being
 * dirtied: their number is not known here, so twice the drift and a part of what was written are let through.
 */
final class CounterReplay {
    private static final int DRIFT = 125;

    private static final Step.Impossible<Void> NEGATIVE =
            new Step.Impossible<>(Clause.I7.bit(), "no counter of pages is negative", "one is");

    private static final Step.Impossible<Void> RESIDUAL = new Step.Impossible<>(
            Clause.I7.bit(),
            "what was dirtied covers what was written, is dirty and is under writeback, within the drift of the counters",
            "more was written, or is dirty or under writeback, than was dirtied");

    private final Tally tally;
    private final long[] first = new long[4];
    private final long[] now = new long[4];
    private boolean begun;
    private int read;
    private int cpus = 1;

    CounterReplay(Tally tally) {
        this.tally = tally;
    }

    void read(Observation reading) {
        int which = reading.kind().code() - ObservationKind.NR_DIRTY.code();
        cpus = Math.max(cpus, reading.cpu() + 1);
        now[which] = reading.value();
        read |= 1 << which;
        if (reading.value() < 0) {
            tally.violated(NEGATIVE, () -> describe(reading, NEGATIVE));
        } else {
            tally.held(Clause.I7.bit());
        }
        if (read == 15) {
            read = 0;
            whole(reading);
        }
    }

    /** All four counters were read at one time. */
    private void whole(Observation reading) {
        if (!begun) {
            begun = true;
            System.arraycopy(now, 0, first, 0, first.length);
            return;
        }
        long residual = grown(2) - grown(3) - grown(0) - grown(1);
        if (residual < -(2L * DRIFT * 4 * cpus + grown(3) / 8)) {
            tally.violated(RESIDUAL, () -> describe(reading, RESIDUAL));
        } else {
            tally.held(Clause.I7.bit());
        }
    }

    private long grown(int which) {
        return now[which] - first[which];
    }

    private Divergence describe(Observation reading, Step.Impossible<Void> wrong) {
        return Divergences.of(
                reading,
                "the kernel's counters",
                wrong,
                "nr_dirty " + now[0] + " nr_writeback " + now[1] + " nr_dirtied " + now[2] + " nr_written " + now[3],
                List.of(EventChains.line(reading)),
                null);
    }
}
