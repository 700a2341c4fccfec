// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/**
 * One exception for a load or a store into a shared mapping of a file, from its entry to the return to user mode
 * (mm/memory.c, 5.10 to 6.12: do_read_fault, do_shared_fault, do_wp_page).
 */
final class PageFault extends Activity {
    /** Result bits (include/linux/mm_types.h). */
    static final int SIGBUS = 0x2;

    static final int MAJOR = 0x4;
    static final int NOPAGE = 0x100;
    static final int LOCKED = 0x200;
    static final int RETRY = 0x400;
    static final int COMPLETED = 0x4000;

    private static final int AROUND = 16;
    private static final int ATTEMPT = 1;
    private static final int FILL = 2;
    private static final int UNLOCKED = 3;
    private static final int MADE_WRITABLE = 4;
    private static final int BALANCED = 5;
    private static final int PAGE_LOCKED_AGAIN = 6;

    private final Simulation simulation;
    private final FaultEvents events;
    private final MkWrite mkwrite;
    private final Balance balance;
    private final FaultTruth truth;
    private final long vmf;
    private Mapping mapping;
    private int index;
    private boolean write;
    private boolean tried;
    private boolean upgrade;
    private boolean mmapLocked;
    private boolean filled;
    private int result;
    private int flags;
    private int frame;

    PageFault(Simulation simulation, Mapping mapping) {
        this.simulation = simulation;
        this.mapping = mapping;
        this.events = simulation.faults;
        this.truth = new FaultTruth(simulation.truth, mapping);
        this.mkwrite = new MkWrite(simulation, this, truth);
        this.balance = new Balance(simulation);
        this.vmf = simulation.nextAddress(128);
    }

    /** The next run is for this page. */
    PageFault on(Mapping ofMapping, int ofIndex, boolean forWrite) {
        mapping = ofMapping;
        index = ofIndex;
        write = forWrite;
        return this;
    }

    @Override
    long step(Task task) {
        return switch (at) {
            case ATTEMPT -> attempt(task);
            case FILL -> fill(task);
            case UNLOCKED -> waitForPage(task);
            case MADE_WRITABLE -> madeWritable(task);
            case BALANCED -> balanced(task);
            case PAGE_LOCKED_AGAIN -> retry(task, filled ? RETRY | MAJOR : RETRY);
            default -> begin(task);
        };
    }

    private long begin(Task task) {
        tried = false;
        filled = false;
        boolean protection = mapping.pte(index) != Mapping.NONE;
        events.exception(this, (write ? 0x6 : 0x4) | (protection ? 1 : 0));
        truth.begin(task, this, simulation.recorder.now());
        mapping.mmapLock.take(task, LockClass.TRY_READ);
        mmapLocked = true;
        task.ledger.faults++;
        return then(ATTEMPT, 200);
    }

    private long attempt(Task task) {
        flags = simulation.kernel.faultFlags(write, tried);
        frame = -1;
        upgrade = false;
        events.enter(this);
        truth.called();
        int pte = mapping.pte(index);
        if (pte == Mapping.WRITABLE || (pte == Mapping.READ_ONLY && !write)) {
            return finish(task, 0);
        }
        if (pte == Mapping.READ_ONLY) {
            upgrade = true;
            events.entry("do_wp_page", this, inner());
            return makeWritable(task);
        }
        return fault(task);
    }

    /** No entry in the page table: ->map_pages for a load, else ->fault. */
    private long fault(Task task) {
        SimFile file = file();
        if (index < file.end() && !write && file.is(index, PageFlags.PRESENT) && !file.is(index, PageFlags.LOCKED)) {
            mapAround();
            return finish(task, NOPAGE);
        }
        events.entry("filemap_fault", this, inner());
        simulation.locks.lookUp(task);
        if (index >= file.end()) {
            events.exit("filemap_fault", SIGBUS);
            return finish(task, SIGBUS);
        }
        events.filemapFault(this);
        if (!file.is(index, PageFlags.PRESENT)) {
            return then(FILL, 0);
        }
        return file.is(index, PageFlags.LOCKED) ? then(UNLOCKED, 0) : found(task, LOCKED);
    }

    /** The page is not cached: it and some around it are read, or made of zeros where the file has a hole. */
    private long fill(Task task) {
        SimFile file = file();
        if (!file.invalidate.acquire(task, false)) {
            return ASLEEP;
        }
        if (index < file.end() && !file.is(index, PageFlags.PRESENT)) {
            filled = true;
            task.ledger.majorFaults++;
            simulation.folios.readAround(task, file, index);
        }
        file.invalidate.release(task);
        return then(UNLOCKED, 300);
    }

    /** Waits until the page is unlocked. The first time the mmap lock is dropped for it, and the fault tried again. */
    private long waitForPage(Task task) {
        SimFile file = file();
        if (file.is(index, PageFlags.LOCKED)) {
            truth.waitForRead(simulation.recorder.now());
            return task.waitOn(file.waiters, Task.UNINTERRUPTIBLE);
        }
        truth.readDone(simulation.recorder.now());
        if (!tried) {
            return then(PAGE_LOCKED_AGAIN, 0);
        }
        if (index >= file.end()) {
            events.exit("filemap_fault", SIGBUS);
            return finish(task, SIGBUS);
        }
        return file.is(index, PageFlags.PRESENT) ? found(task, filled ? LOCKED | MAJOR : LOCKED) : then(FILL, 0);
    }

    private long retry(Task task, int why) {
        events.exit("filemap_fault", why);
        events.leave(why);
        mapping.mmapLock.release(task);
        mapping.mmapLock.take(task, LockClass.READ);
        tried = true;
        return then(ATTEMPT, 150);
    }

    private long found(Task task, int how) {
        events.exit("filemap_fault", how);
        frame = file().pfn(index);
        if (write) {
            return makeWritable(task);
        }
        mapping.pte(index, Mapping.READ_ONLY);
        return finish(task, how);
    }

    private long makeWritable(Task task) {
        frame = file().pfn(index);
        at = MADE_WRITABLE;
        task.ledger.mkwrites++;
        return task.call(mkwrite);
    }

    /** page_mkwrite has returned, with the page locked if it succeeded. */
    private long madeWritable(Task task) {
        int made = mkwrite.result();
        if (made != LOCKED) {
            return wpReturn(task, made);
        }
        int expected = upgrade ? Mapping.READ_ONLY : Mapping.NONE;
        boolean same = mapping.pte(index) == expected;
        if (upgrade) {
            events.entry("finish_mkwrite_fault", this, inner());
            events.exit("finish_mkwrite_fault", same ? 0 : NOPAGE);
        }
        if (!same) {
            return wpReturn(task, upgrade ? NOPAGE : NOPAGE | LOCKED);
        }
        mapping.pte(index, Mapping.WRITABLE);
        events.entry("fault_dirty_shared_page", this, inner());
        if (!tried) {
            mapping.mmapLock.release(task);
            mmapLocked = false;
        }
        at = BALANCED;
        return task.call(balance.of(file(), truth));
    }

    private long balanced(Task task) {
        boolean completes = simulation.kernel.completes();
        int dropped = completes ? COMPLETED : RETRY;
        int how = tried ? 0 : dropped;
        events.exit("fault_dirty_shared_page", how);
        int all = how | (upgrade ? simulation.kernel.writeResult() : LOCKED);
        if (tried || completes) {
            return wpReturn(task, all);
        }
        if (upgrade) {
            events.exit("do_wp_page", all);
        }
        events.leave(all);
        mapping.mmapLock.take(task, LockClass.READ);
        mmapLocked = true;
        tried = true;
        return then(ATTEMPT, 150);
    }

    private long wpReturn(Task task, int value) {
        if (upgrade) {
            events.exit("do_wp_page", value);
        }
        return finish(task, value);
    }

    private long finish(Task task, int value) {
        result = value;
        events.leave(value);
        truth.end(this, simulation.recorder.now());
        if (mmapLocked) {
            mapping.mmapLock.release(task);
            mmapLocked = false;
        }
        return DONE;
    }

    /** Fault-around: up to 16 entries of pages that are there and unlocked. */
    private void mapAround() {
        SimFile file = file();
        int first = index & -AROUND;
        int end = Math.min(first + AROUND, file.end());
        for (int i = first; i < end; i++) {
            if (mapping.pte(i) == Mapping.NONE && file.is(i, PageFlags.PRESENT) && !file.is(i, PageFlags.LOCKED)) {
                mapping.pte(i, Mapping.READ_ONLY);
            }
        }
        events.mapPages(file, first, end - 1);
    }

    /** The flags as the functions below handle_mm_fault see them. */
    int inner() {
        return simulation.kernel.innerFlags(flags);
    }

    int result() {
        return result;
    }

    Mapping mapping() {
        return mapping;
    }

    SimFile file() {
        return mapping.file;
    }

    int index() {
        return index;
    }

    boolean write() {
        return write;
    }

    boolean upgrade() {
        return upgrade;
    }

    int flags() {
        return flags;
    }

    long address() {
        return mapping.address(index);
    }

    long vmf() {
        return vmf;
    }

    /** Frame of the page found, -1 before. */
    int frame() {
        return frame;
    }

    /** Address of its struct page; 0 before. */
    long page() {
        return frame < 0 ? 0 : SimFile.structPage(frame);
    }
}
