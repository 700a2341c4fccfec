// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mounted file system on a disk of its own. */
final class FileSystem {
    private static final int ROOT_FILES = 12;

    final Simulation simulation;
    final FsType type;
    final FileSystemSpec spec;
    final int dev;
    final Disk disk;
    final Flusher flusher;
    final @Nullable Journal journal;
    final InodeEvents events;
    final LockClass pagefaults;
    final List<SimFile> files = new ArrayList<>();
    private long inodes = ROOT_FILES;

    FileSystem(Simulation simulation, FileSystemSpec spec) {
        this.simulation = simulation;
        this.spec = spec;
        this.type = spec.type();
        this.dev = spec.major() << 20 | spec.minor();
        this.events = new InodeEvents(simulation.recorder, this);
        this.pagefaults = new LockClass(simulation, "sb_pagefaults", false);
        this.disk = new Disk(this);
        this.flusher = new Flusher(this);
        this.journal = type.journal() ? new Journal(this) : null;
    }

    String bdi() {
        return spec.major() + ":" + spec.minor();
    }

    long nextInode() {
        return ++inodes;
    }

    /** What lockdep calls the lock that truncates hold against faults: a semaphore of ext4 before 5.15. */
    String invalidateLock() {
        return simulation.kernel == Kernel.V5_10 ? "&ei->i_mmap_sem" : "mapping.invalidate_lock";
    }
}
