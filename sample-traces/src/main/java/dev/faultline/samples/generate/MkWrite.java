// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import org.jspecify.annotations.Nullable;

/**
 * A call of {@code ->page_mkwrite}, from do_page_mkwrite to its return: freeze protection, times, invalidate lock, space,
 * stable page, size check, dirty (ext4_page_mkwrite and block_page_mkwrite; the others in the same order).
 */
final class MkWrite extends Activity {
    /** FAULT_FLAG_WRITE and _MKWRITE: all the flags that the file system sees. */
    private static final int FLAGS = 0x3;

    private static final int LATER_THAN_NS = 40_000;
    private static final int TIMES = 1;
    private static final int INVALIDATE = 2;
    private static final int SPACE = 3;
    private static final int STABLE = 4;
    private static final int DIRTY = 5;

    private final Simulation simulation;
    private final PageFault fault;
    private final FaultTruth truth;
    private int result;
    private long waitingSince = -1;

    MkWrite(Simulation simulation, PageFault fault, FaultTruth truth) {
        this.simulation = simulation;
        this.fault = fault;
        this.truth = truth;
    }

    int result() {
        return result;
    }

    @Override
    long step(Task task) {
        return switch (at) {
            case TIMES -> updateTimes(task);
            case INVALIDATE -> holdOffTruncates(task);
            case SPACE -> reserve(task);
            case STABLE -> waitForWriteback(task);
            case DIRTY -> makeDirty(task);
            default -> begin(task);
        };
    }

    private long begin(Task task) {
        FsType type = fault.file().fs.type;
        simulation.faults.entry("do_page_mkwrite", fault, fault.inner());
        truth.mkwriteBegin(simulation.recorder.now());
        simulation.faults.entry(type.mkwrite(), fault, FLAGS);
        fault.file().fs.pagefaults.take(task, LockClass.READ);
        boolean touched = fault.file().touch(simulation.recorder.now(), simulation.spec.tickNs());
        return then(touched ? TIMES : INVALIDATE, 100);
    }

    /** file_update_time, for which a journal wants a handle; none is given while a commit locks the transaction. */
    private long updateTimes(Task task) {
        SimFile file = fault.file();
        Journal journal = file.fs.journal;
        if (journal != null && journal.locked()) {
            startWaiting();
            return task.waitOn(journal.unlocked, Task.UNINTERRUPTIBLE);
        }
        truth.journal(waited());
        file.fs.events.markInodeDirty(file, InodeEvents.SYNC);
        if (journal != null) {
            journal.handle(task, file);
        }
        return then(INVALIDATE, 200);
    }

    private long holdOffTruncates(Task task) {
        startWaiting();
        if (!fault.file().invalidate.acquire(task, false)) {
            return ASLEEP;
        }
        truth.lock(waited());
        return then(SPACE, 0);
    }

    private long reserve(Task task) {
        long ns = fault.file().fs.spec.mkwrite().draw(simulation.dice);
        truth.space(ns);
        at = STABLE;
        return ns > LATER_THAN_NS ? task.sleep(ns, Task.UNINTERRUPTIBLE) : ns;
    }

    private long waitForWriteback(Task task) {
        SimFile file = fault.file();
        if (file.fs.type.stable() && here() && file.is(fault.index(), PageFlags.WRITEBACK)) {
            file.fs.events.waitForWriteback(file, fault.index());
            startWaiting();
            return task.waitOn(file.waiters, Task.UNINTERRUPTIBLE);
        }
        truth.stable(waited());
        return then(DIRTY, 0);
    }

    private long makeDirty(Task task) {
        SimFile file = fault.file();
        @Nullable String inner = file.fs.type.inner();
        if (inner != null) {
            simulation.faults.entry(inner, fault, FLAGS);
        }
        result = here() && fault.index() < file.end() ? PageFault.LOCKED : PageFault.NOPAGE;
        if (result == PageFault.LOCKED) {
            simulation.folios.dirty(task, file, fault.index());
        }
        if (inner != null) {
            simulation.faults.exit(inner, innerResult(file.fs.type));
        }
        file.invalidate.release(task);
        file.fs.pagefaults.release(task);
        simulation.faults.exit(file.fs.type.mkwrite(), result);
        simulation.faults.exit("do_page_mkwrite", result);
        truth.mkwriteEnd(result, simulation.recorder.now());
        return DONE;
    }

    /** block_page_mkwrite returns an errno, 0 or -EFAULT; iomap_page_mkwrite the result itself. */
    private long innerResult(FsType type) {
        if (!type.journal()) {
            return result;
        }
        return result == PageFault.LOCKED ? 0 : 0xfffffff2L;
    }

    /** Whether the page that the fault found is still the one in the page cache. */
    private boolean here() {
        SimFile file = fault.file();
        return file.is(fault.index(), PageFlags.PRESENT) && file.pfn(fault.index()) == fault.frame();
    }

    private void startWaiting() {
        if (waitingSince < 0) {
            waitingSince = simulation.recorder.now();
        }
    }

    private long waited() {
        long ns = waitingSince < 0 ? 0 : simulation.recorder.now() - waitingSince;
        waitingSince = -1;
        return ns;
    }
}
