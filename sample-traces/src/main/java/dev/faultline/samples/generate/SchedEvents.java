// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/** Events of the scheduler (include/trace/events/sched.h). */
final class SchedEvents {
    private static final int PRIORITY = 120;

    private final Event switched;
    private final Event wakeup;
    private final Event exit;

    SchedEvents(Recorder recorder) {
        switched = recorder.event(
                        "sched", "sched_switch", "prev_pid", "prev_state", "next_pid", "prev_comm", "next_comm")
                .constant("prev_prio", PRIORITY)
                .constant("next_prio", PRIORITY);
        wakeup = recorder.event("sched", "sched_wakeup", "pid", "target_cpu", "comm")
                .constant("prio", PRIORITY)
                .constant("success", 1);
        exit = recorder.event("sched", "sched_process_exit", "pid", "comm").constant("prio", PRIORITY);
    }

    void fromIdle(byte[] idle, Task next) {
        switched.start()
                .add(0)
                .add(0)
                .add(next.tid)
                .bytes(idle)
                .bytes(next.comm)
                .emit();
    }

    void toIdle(Task previous, int state, byte[] idle) {
        switched.start()
                .add(previous.tid)
                .add(state)
                .add(0)
                .bytes(previous.comm)
                .bytes(idle)
                .emit();
    }

    void change(Task previous, int state, Task next) {
        switched.start()
                .add(previous.tid)
                .add(state)
                .add(next.tid)
                .bytes(previous.comm)
                .bytes(next.comm)
                .emit();
    }

    void wakeup(Task task) {
        wakeup.start().add(task.tid).add(task.cpu.number).bytes(task.comm).emit();
    }

    void exit(Task task) {
        exit.start().add(task.tid).bytes(task.comm).emit();
    }
}
