// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

/**
 * One event as text shows it.
 *
 * @param comm name of the task, up to 16 bytes
 * @param pid its thread id
 * @param tgid its process, or -1 where the kernel does not know it
 * @param cpu where
 * @param flags {@code common_flags} (include/linux/trace_events.h, TRACE_FLAG_*)
 * @param preempt {@code common_preempt_count}: low four bits preempt depth, high four migrate-disable depth
 * @param ts on the trace clock [ns, or counts]
 * @param type {@code common_type}, for the options raw and hex
 * @param name of the event; empty for those that print none (function, stack traces)
 * @param text what stands behind the name; more lines may follow
 */
public record TextEvent(
        String comm, int pid, int tgid, int cpu, int flags, int preempt, long ts, int type, String name, String text) {
    /** An event with flags 0 in a process of its own. */
    public static TextEvent of(String comm, int pid, int cpu, long ts, String name, String text) {
        return new TextEvent(comm, pid, pid, cpu, 0, 0, ts, 0, name, text);
    }

    /** The same with other {@code common_flags} and {@code common_preempt_count}. */
    public TextEvent flags(int bits, int preemptCount) {
        return new TextEvent(comm, pid, tgid, cpu, bits, preemptCount, ts, type, name, text);
    }

    /** The same in another process; -1 for an unknown one. */
    public TextEvent tgid(int process) {
        return new TextEvent(comm, pid, process, cpu, flags, preempt, ts, type, name, text);
    }

    /** The same with a {@code common_type}. */
    public TextEvent type(int id) {
        return new TextEvent(comm, pid, tgid, cpu, flags, preempt, ts, id, name, text);
    }

    String message() {
        return name.isEmpty() ? text : name + ": " + text;
    }
}
