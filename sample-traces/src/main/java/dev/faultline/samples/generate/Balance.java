// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import org.jspecify.annotations.Nullable;

/** balance_dirty_pages_ratelimited: who dirties too much is made to wait (mm/page-writeback.c). */
final class Balance extends Activity {
    private static final int WAIT = 1;
    private static final int GATE_PAGES = 8;
    private static final long SHORTEST_PAUSE_NS = 10_000_000;
    private static final long LONGEST_PAUSE_NS = 200_000_000;
    private static final long MILLI = 1_000_000;

    private final Simulation simulation;
    private @Nullable SimFile file;
    private @Nullable FaultTruth truth;
    private long pausedNs;
    private int dirtied;

    Balance(Simulation simulation) {
        this.simulation = simulation;
    }

    Balance of(SimFile ofFile, @Nullable FaultTruth forFault) {
        file = ofFile;
        truth = forFault;
        return this;
    }

    @Override
    long step(Task task) {
        SimFile of = file;
        if (of == null) {
            throw new IllegalStateException("no file to balance");
        }
        if (at == 0) {
            pausedNs = 0;
            of.fs.events.balanceEntry(of);
            dirtied = task.dirtiedSincePause;
            at = WAIT;
            if (dirtied < GATE_PAGES) {
                return end(of);
            }
            task.dirtiedSincePause = 0;
        }
        return pause(task, of);
    }

    private long pause(Task task, SimFile of) {
        Memory memory = simulation.memory;
        InodeEvents events = of.fs.events;
        events.globalState(memory);
        if (memory.dirty > memory.background) {
            of.fs.flusher.wantBackground();
        }
        boolean enough = pausedNs > 0 && memory.held() <= memory.limit;
        if (memory.held() <= memory.freerun() || enough) {
            return end(of);
        }
        long over = memory.held() - memory.freerun();
        long range = Math.max(1, memory.limit - memory.freerun());
        long ns = Math.min(LONGEST_PAUSE_NS, SHORTEST_PAUSE_NS + LONGEST_PAUSE_NS * over / range / 2);
        ns = ns / (4 * MILLI) * (4 * MILLI);
        events.balance(memory, dirtied, pausedNs / MILLI, ns / MILLI);
        pausedNs += ns;
        task.ledger.throttledNs += ns;
        return task.sleep(ns, Task.UNINTERRUPTIBLE);
    }

    private long end(SimFile of) {
        of.fs.events.balanceExit();
        if (truth != null) {
            truth.throttle(pausedNs);
        }
        return DONE;
    }
}
