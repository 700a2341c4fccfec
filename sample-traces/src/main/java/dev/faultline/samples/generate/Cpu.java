// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A cpu: the task that runs on it, and those that would like to. */
final class Cpu {
    private static final long SWITCH_NS = 1_500;

    /** Longest time a task computes while others wait. */
    static final long SLICE_NS = 3_000_000;

    final int number;
    private final Simulation simulation;
    private final ArrayDeque<Task> runnable = new ArrayDeque<>();
    private final byte[] idleComm;
    private @Nullable Task current;
    private long runningSince;

    Cpu(Simulation simulation, int number) {
        this.simulation = simulation;
        this.number = number;
        this.idleComm = Arrays.copyOf(("swapper/" + number).getBytes(StandardCharsets.US_ASCII), 16);
    }

    /** Thread id of what runs; 0: idle. */
    int currentTid() {
        return current == null ? 0 : current.tid;
    }

    /** A task wants to run here. */
    void enqueue(Task task) {
        if (current == null) {
            simulation.recorder.context(number, 0, 0);
            simulation.sched.fromIdle(idleComm, task);
            begin(task);
        } else {
            runnable.add(task);
        }
    }

    /** The running task gives the cpu up; {@code state} is its state as sched_switch shows it. */
    void leave(Task task, int state) {
        Task next = runnable.poll();
        simulation.recorder.context(number, task.tid, 0);
        if (next == null) {
            simulation.sched.toIdle(task, state, idleComm);
            current = null;
        } else {
            simulation.sched.change(task, state, next);
            begin(next);
        }
    }

    /** Whether the running task should let others run. */
    boolean contended() {
        return !runnable.isEmpty() && simulation.recorder.now() - runningSince > SLICE_NS;
    }

    private void begin(Task task) {
        current = task;
        runningSince = simulation.recorder.now();
        simulation.agenda.add(task, runningSince + SWITCH_NS);
    }
}
