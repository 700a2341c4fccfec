// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

/**
 * What an attr of a perf.data says about the long parts of its samples.
 *
 * @param branchSampleType what BRANCH_STACK holds: bits of {@link #HW_INDEX} and {@link #COUNTERS} change its layout
 * @param userRegisters mask of the registers of REGS_USER
 * @param interruptRegisters mask of the registers of REGS_INTR
 * @param userStack room for STACK_USER in bytes
 */
public record PerfExtras(long branchSampleType, long userRegisters, long interruptRegisters, int userStack) {
    /** Nothing special. */
    public static final PerfExtras NONE = new PerfExtras(0, 0, 0, 0);

    /** Bit of {@code branch_sample_type}: an index of the hardware comes before the branches. */
    public static final long HW_INDEX = 1L << 17;

    /** Bit of {@code branch_sample_type}: a word of counters per branch comes behind the branches. */
    public static final long COUNTERS = 1L << 19;

    void encode(Machine machine, byte[] attr) {
        put(machine, attr, 72, 8, branchSampleType);
        put(machine, attr, 80, 8, userRegisters);
        put(machine, attr, 88, 4, userStack);
        put(machine, attr, 96, 8, interruptRegisters);
    }

    private static void put(Machine machine, byte[] attr, int at, int size, long value) {
        if (at + size <= attr.length) {
            machine.put(attr, at, size, value);
        }
    }
}
