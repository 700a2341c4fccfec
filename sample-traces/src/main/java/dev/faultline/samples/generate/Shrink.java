// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/**
 * Takes pages away from a file: ftruncate, or fallocate that punches a hole (mm/truncate.c truncate_pagecache and
 * truncate_pagecache_range; fs/ext4/inode.c ext4_setattr and ext4_punch_hole).
 */
final class Shrink extends Activity {
    private static final int INODE = 1;
    private static final int WRITTEN = 2;
    private static final int INVALIDATE = 3;
    private static final int DROP = 4;
    private static final int PAGES_PER_STEP = 14;

    private final Simulation simulation;
    private final Program program;
    private final SimFile file;
    private final WriteOut writeOut;
    private final AwaitPages await = new AwaitPages();
    private final Event truncate;
    private final Event truncateExit;
    private final Event unmap;
    private final Event unmapExit;
    private boolean punch;
    private int first;
    private int end;
    private int next;

    Shrink(Simulation simulation, Program program) {
        this.simulation = simulation;
        this.program = program;
        this.file = program.mapping.file;
        this.writeOut = new WriteOut(simulation);
        Recorder recorder = simulation.recorder;
        truncate = recorder.probe("truncate_pagecache", "newsize")
                .constant("inode", file.mapping - 0x178)
                .constant("ino", file.ino)
                .constant("dev", file.fs.dev);
        truncateExit = recorder.probeReturn("truncate_pagecache");
        unmap = recorder.probe("unmap_mapping_range", "isize", "holebegin", "holelen")
                .constant("mapping", file.mapping)
                .constant("ino", file.ino)
                .constant("dev", file.fs.dev);
        unmapExit = recorder.probeReturn("unmap_mapping_range");
    }

    /** The next run makes the file {@code pages} long. */
    Shrink to(int pages) {
        punch = false;
        first = pages;
        end = file.pages;
        return this;
    }

    /** The next run punches a hole. */
    Shrink hole(int from, int behind) {
        punch = true;
        first = from;
        end = behind;
        return this;
    }

    @Override
    long step(Task task) {
        return switch (at) {
            case INODE -> lockInode(task);
            case WRITTEN -> {
                at = INVALIDATE;
                yield task.call(await.of(file, first, end));
            }
            case INVALIDATE -> lockPages(task);
            case DROP -> drop(task);
            default -> {
                if (punch) {
                    simulation.syscalls.punch(program.fd, bytes(first), bytes(end - first));
                } else {
                    simulation.syscalls.ftruncate(program.fd, bytes(first));
                }
                yield then(INODE, 300);
            }
        };
    }

    private static long bytes(int pages) {
        return (long) pages << SimFile.PAGE_SHIFT;
    }

    /** A punch writes the range first, so that nothing but what is dirtied meanwhile gets lost. */
    private long lockInode(Task task) {
        if (!file.inodeLock.acquire(task, true)) {
            return ASLEEP;
        }
        if (!punch) {
            return then(INVALIDATE, 100);
        }
        at = WRITTEN;
        return task.call(writeOut.of(file, first, end, true));
    }

    private long lockPages(Task task) {
        if (!file.invalidate.acquire(task, true)) {
            return ASLEEP;
        }
        if (file.fs.journal != null) {
            file.fs.journal.handle(task, file);
        }
        if (!punch) {
            file.size = bytes(first);
            truncate.start().add(file.size).emit();
            simulation.truth.size(file);
        }
        unmap();
        next = first;
        return then(DROP, 100);
    }

    private void unmap() {
        unmap.start()
                .add(file.size)
                .add(bytes(first))
                .add(punch ? bytes(end - first) : 0)
                .emit();
        for (Mapping mapping : file.mappings) {
            mapping.unmap(first, end);
        }
        unmapExit.start().add(0).emit();
    }

    private long drop(Task task) {
        int until = Math.min(end, next + PAGES_PER_STEP);
        for (; next < until; next++) {
            if (file.is(next, PageFlags.WRITEBACK)) {
                file.fs.events.waitForWriteback(file, next);
                return task.waitOn(file.waiters, Task.UNINTERRUPTIBLE);
            }
            if (file.is(next, PageFlags.LOCKED)) {
                return task.waitOn(file.waiters, Task.UNINTERRUPTIBLE);
            }
            dropPage(task);
        }
        if (next < end) {
            return 100;
        }
        finish(task);
        return DONE;
    }

    private void dropPage(Task task) {
        if (file.is(next, PageFlags.DIRTY)) {
            simulation.folios.cancel(task, file, next);
        }
        if (file.is(next, PageFlags.PRESENT)) {
            simulation.folios.remove(task, file, next);
        }
    }

    private void finish(Task task) {
        if (!punch) {
            unmap();
            truncateExit.start().add(0).emit();
        }
        file.invalidate.release(task);
        file.fs.events.markInodeDirty(file, InodeEvents.SYNC);
        file.inodeLock.release(task);
        simulation.syscalls.exit(punch ? "fallocate" : "ftruncate", 0);
    }
}
