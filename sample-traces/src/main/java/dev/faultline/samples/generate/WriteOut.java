// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import org.jspecify.annotations.Nullable;

/** Writes the dirty pages of a range of a file: a {@code ->writepages} (mm/page-writeback.c, write_cache_pages). */
final class WriteOut extends Activity {
    private static final int PAGES_PER_STEP = 8;
    private static final int PAGES_PER_REQUEST = 64;

    private final Simulation simulation;
    private @Nullable SimFile file;
    private int next;
    private int end;
    private boolean sync;
    private int requestFrom = -1;
    private int requestEnd;
    private int written;

    WriteOut(Simulation simulation) {
        this.simulation = simulation;
    }

    /** @param all wait for pages that are being written (WB_SYNC_ALL), instead of leaving them out */
    WriteOut of(SimFile ofFile, int first, int behind, boolean all) {
        file = ofFile;
        next = first;
        end = behind;
        sync = all;
        written = 0;
        return this;
    }

    /** Pages the last run began to write. */
    int written() {
        return written;
    }

    @Override
    long step(Task task) {
        SimFile of = file;
        if (of == null) {
            throw new IllegalStateException("no file to write");
        }
        for (int n = 0; n < PAGES_PER_STEP; n++) {
            int index = of.dirty.nextSetBit(next);
            if (index < 0 || index >= end) {
                submit(task, of);
                return DONE;
            }
            if (of.is(index, PageFlags.WRITEBACK) || of.is(index, PageFlags.LOCKED)) {
                if (sync) {
                    return waitFor(task, of, index);
                }
            } else {
                write(task, of, index);
            }
            next = index + 1;
        }
        return 500;
    }

    private long waitFor(Task task, SimFile of, int index) {
        submit(task, of);
        if (of.is(index, PageFlags.WRITEBACK)) {
            of.fs.events.waitForWriteback(of, index);
        }
        return task.waitOn(of.waiters, Task.UNINTERRUPTIBLE);
    }

    private void write(Task task, SimFile of, int index) {
        if (requestFrom >= 0 && (index != requestEnd || requestEnd - requestFrom >= PAGES_PER_REQUEST)) {
            submit(task, of);
        }
        simulation.folios.clean(task, of, index);
        simulation.folios.startWriteback(task, of, index);
        if (requestFrom < 0) {
            requestFrom = index;
        }
        requestEnd = index + 1;
        written++;
    }

    private void submit(Task task, SimFile of) {
        if (requestFrom >= 0) {
            of.fs.disk.write(task, of, requestFrom, requestEnd);
            requestFrom = -1;
        }
    }
}
