// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import org.jspecify.annotations.Nullable;

/** Waits until the pages of a range that are under writeback have been written, each once (filemap_fdatawait_range). */
final class AwaitPages extends Activity {
    private @Nullable SimFile file;
    private int next;
    private int end;

    AwaitPages of(SimFile ofFile, int first, int behind) {
        file = ofFile;
        next = first;
        end = behind;
        return this;
    }

    @Override
    long step(Task task) {
        SimFile of = file;
        int index = of == null ? -1 : of.writeback.nextSetBit(next);
        if (of == null || index < 0 || index >= end) {
            return DONE;
        }
        next = index;
        of.fs.events.waitForWriteback(of, index);
        return task.waitOn(of.waiters, Task.UNINTERRUPTIBLE);
    }
}
