// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/** State of a page as the simulation keeps it, and the same as bits of {@code struct page.flags}. */
final class PageFlags {
    static final int PRESENT = 1;
    static final int LOCKED = 2;
    static final int DIRTY = 4;
    static final int WRITEBACK = 8;

    private static final long NODE_AND_ZONE = 0x17ffffc0000000L;

    private PageFlags() {}

    /** Bits of include/linux/page-flags.h: writeback became bit 1 in 6.12 and moved the others. */
    static long kernelBits(Kernel kernel, int state, boolean locked) {
        boolean moved = kernel == Kernel.V6_12;
        long bits = locked ? 1 : 0;
        bits |= moved ? 0x4028 : 0x2014;
        if ((state & DIRTY) != 0) {
            bits |= moved ? 0x10 : 0x08;
        }
        if ((state & WRITEBACK) != 0) {
            bits |= moved ? 0x02 : 0x8000;
        }
        return NODE_AND_ZONE | bits;
    }
}
