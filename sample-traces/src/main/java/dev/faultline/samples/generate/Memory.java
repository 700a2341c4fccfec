// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/** The kernel's counters of dirty and written pages (include/linux/mmzone.h), exact, and the limits on them. */
final class Memory {
    private static final int FIRST_FRAME = 0x100000;
    private static final int FRAMES = 0x400000;

    final long background;
    final long limit;
    long dirty;
    long writeback;
    long dirtied;
    long written;
    long cancelled;
    private int frames;

    Memory(long background, long limit) {
        this.background = background;
        this.limit = limit;
    }

    /** Below it nobody is throttled (mm/page-writeback.c, dirty_freerun_ceiling). */
    long freerun() {
        return (limit + background) / 2;
    }

    /** Dirty and under writeback together, which the limits are for. */
    long held() {
        return dirty + writeback;
    }

    int nextFrame() {
        frames = (frames + 1) % FRAMES;
        return FIRST_FRAME + frames;
    }
}
