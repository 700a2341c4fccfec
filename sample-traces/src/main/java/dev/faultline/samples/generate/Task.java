// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A thread: where it runs, what it does, and what the kernel counts for it. */
final class Task extends Timed {
    private static final int DEEPEST = 8;

    /** States as sched_switch shows them: sleeping, waiting for a lock or I/O, preempted, dead. */
    static final int SLEEPING = 1;

    static final int UNINTERRUPTIBLE = 2;
    static final int PREEMPTED = 256;
    static final int DEAD = 16;

    final Simulation simulation;
    final Cpu cpu;
    final int tid;
    final int tgid;
    final byte[] comm;
    final String name;
    final LockHolds holds = new LockHolds();
    final Ledger ledger = new Ledger();
    private final Activity[] stack = new Activity[DEEPEST];
    private int depth;
    private boolean awake;

    /** Pages it dirtied since it was last throttled (nr_dirtied of task_struct). */
    int dirtiedSincePause;

    /** What it counts for the truth. */
    static final class Ledger {
        long faults;
        long majorFaults;
        long mkwrites;
        long dirtiedPages;
        long cancelledPages;
        long throttledNs;
    }

    Task(Simulation simulation, int tid, int tgid, String name) {
        this.simulation = simulation;
        this.tid = tid;
        this.tgid = tgid;
        this.name = name;
        this.cpu = simulation.cpu(tid);
        this.comm = Arrays.copyOf(name.getBytes(StandardCharsets.UTF_8), 16);
        this.comm[15] = 0;
    }

    /** Begins life at {@code due} with one activity. */
    void launch(Activity activity, long due) {
        stack[0] = activity;
        depth = 1;
        simulation.agenda.add(this, due);
    }

    /** Runs {@code activity} from its beginning, then goes on with the caller. */
    long call(Activity activity) {
        activity.at = 0;
        stack[depth++] = activity;
        return Activity.CALLED;
    }

    /** Gives the cpu up for {@code ns}. */
    long sleep(long ns, int state) {
        awake = false;
        long until = simulation.recorder.now() + ns;
        cpu.leave(this, state);
        simulation.agenda.add(this, until);
        return Activity.ASLEEP;
    }

    /** Gives the cpu up until somebody wakes the queue. */
    long waitOn(WaitQueue queue, int state) {
        awake = false;
        queue.add(this);
        cpu.leave(this, state);
        return Activity.ASLEEP;
    }

    /** Lets others run that wait for the cpu. */
    long giveWay() {
        cpu.leave(this, PREEMPTED);
        cpu.enqueue(this);
        return Activity.ASLEEP;
    }

    /** Somebody, in whose context the tracer is, wakes this task. */
    void wake() {
        simulation.sched.wakeup(this);
        awake = true;
        int fromCpu = simulation.recorder.cpu();
        int fromTid = simulation.recorder.tid();
        int fromFlags = simulation.recorder.flags();
        cpu.enqueue(this);
        simulation.recorder.context(fromCpu, fromTid, fromFlags);
    }

    @Override
    void fire() {
        if (!awake) {
            simulation.recorder.context(cpu.number, cpu.currentTid(), Recorder.HARDIRQ);
            wake();
            return;
        }
        simulation.recorder.context(cpu.number, tid, 0);
        while (depth > 0) {
            long result = stack[depth - 1].step(this);
            if (result == Activity.ASLEEP) {
                return;
            }
            if (result == Activity.DONE) {
                depth--;
            } else if (result > 0 && !simulation.spend(this, result)) {
                return;
            }
        }
        simulation.ended(this);
    }
}
