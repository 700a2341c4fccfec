// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.util.Arrays;

/** The traced kernel, as far as it shapes events. Formats are those of the stock Debian kernels. */
enum Kernel {
    V5_10("5.10", "5.10.0-46-amd64", "5.10"),
    V6_1("6.1", "6.1.0-56-amd64", "6.1"),
    V6_12("6.12", "6.12.117+deb13-amd64", "6.12"),
    /** A 6.1 built with PROVE_LOCKING: the only one with lock events. */
    LOCKDEP("6.1-lockdep", "6.1.192-lab", "6.1");

    /** FAULT_FLAG_WRITE, KILLABLE, USER, ALLOW_RETRY, INTERRUPTIBLE of a store from user mode (mm_types.h, 5.10 on). */
    private static final int STORE_FLAGS = 0x255;

    private static final int VMA_LOCK = 0x1000;
    private static final int ORIG_PTE_VALID = 0x800;

    private final String label;
    private final String release;
    private final String formats;

    Kernel(String label, String release, String formats) {
        this.label = label;
        this.release = release;
        this.formats = formats;
    }

    /** The kernel of that name in a SPEC. */
    static Kernel named(String label) {
        for (Kernel kernel : values()) {
            if (kernel.label.equals(label)) {
                return kernel;
            }
        }
        throw new SpecException("SPEC: kernel '" + label + "' is not one of " + Arrays.toString(values()));
    }

    /** As {@code uname -r} prints it. */
    String release() {
        return release;
    }

    /** Which resource holds its event formats. */
    String formats() {
        return formats;
    }

    boolean lockdep() {
        return this == LOCKDEP;
    }

    /** Folios came with 5.16: functions and events have other names. */
    boolean folios() {
        return this != V5_10;
    }

    /** Since 6.0 a fault that dropped the mmap lock to be throttled is COMPLETED; before it is run again (RETRY). */
    boolean completes() {
        return this != V5_10;
    }

    /** {@code clear_page_dirty_for_io} and {@code end_page_writeback} are functions of their own around the folio ones. */
    boolean pageWrappers() {
        return formats.equals("6.1");
    }

    /** File faults run under the VMA lock since 6.7. */
    int faultFlags(boolean write, boolean tried) {
        int flags = write ? STORE_FLAGS : STORE_FLAGS - 1;
        if (tried) {
            return flags | 0x20;
        }
        return this == V6_12 ? flags | VMA_LOCK : flags;
    }

    /** The flags as functions below handle_mm_fault see them, once the old pte was read (5.17 on). */
    int innerFlags(int flags) {
        return folios() ? flags | ORIG_PTE_VALID : flags;
    }

    /**
     * Bits of {@code i_state} and of {@code __mark_inode_dirty()}: those of before 6.10 (I_DIRTY_SYNC 0x1, _DATASYNC 0x2,
     * _PAGES 0x4, I_SYNC 0x80; include/linux/fs.h) as this kernel has them.
     */
    long inodeState(long old) {
        boolean moved = this == V6_12;
        return moved ? (old & 7) << 3 | (old & 0x80) >> 6 : old;
    }

    /** VM_FAULT_WRITE (0x8) was dropped after 6.1: a write-protect fault said it had given write access. */
    int writeResult() {
        return this == V6_12 ? 0 : 8;
    }

    @Override
    public String toString() {
        return label;
    }
}
