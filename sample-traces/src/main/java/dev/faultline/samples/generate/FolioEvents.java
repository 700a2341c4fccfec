// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import org.jspecify.annotations.Nullable;

/** What happens to a page of the page cache: its state, the counters, the events and the truth, all at once. */
final class FolioEvents {
    private static final String[] FOLIO = {"folio", "index", "pgflags", "mapping", "ino", "dev"};
    private static final int READ_AROUND = 16;

    private final Simulation simulation;
    private final Kernel kernel;
    private final Event added;
    private final Event deleted;
    private final Call markDirty;
    private final Call cancel;
    private final Call accountCleaned;
    private final Call clean;
    private final @Nullable Call cleanWrapper;
    private final Call mkclean;
    private final Call startWriteback;
    private final Call endWriteback;
    private final @Nullable Call endWrapper;

    /** The entry and the return of a function that is given a folio. */
    private static final class Call {
        private final Event entry;
        private final Event exit;

        Call(Recorder recorder, String function) {
            entry = recorder.probe(function, FOLIO);
            exit = recorder.probeReturn(function);
        }

        void exit(long value) {
            exit.start().add(value).emit();
        }
    }

    FolioEvents(Simulation simulation) {
        this.simulation = simulation;
        this.kernel = simulation.kernel;
        Recorder recorder = simulation.recorder;
        boolean folios = kernel.folios();
        added = recorder.event("filemap", "mm_filemap_add_to_page_cache", "pfn", "i_ino", "index", "s_dev");
        deleted = recorder.event("filemap", "mm_filemap_delete_from_page_cache", "pfn", "i_ino", "index", "s_dev");
        markDirty = new Call(recorder, folios ? "__folio_mark_dirty" : "account_page_dirtied");
        cancel = new Call(recorder, "__folio_cancel_dirty");
        accountCleaned = new Call(recorder, folios ? "folio_account_cleaned" : "account_page_cleaned");
        clean = new Call(recorder, folios ? "folio_clear_dirty_for_io" : "clear_page_dirty_for_io");
        cleanWrapper = kernel.pageWrappers() ? new Call(recorder, "clear_page_dirty_for_io") : null;
        mkclean = new Call(recorder, folios ? "folio_mkclean" : "page_mkclean");
        startWriteback = new Call(recorder, folios ? "__folio_start_writeback" : "__test_set_page_writeback");
        endWriteback = new Call(recorder, folios ? "folio_end_writeback" : "end_page_writeback");
        endWrapper = kernel.pageWrappers() ? new Call(recorder, "end_page_writeback") : null;
    }

    private void enter(Call call, SimFile file, int index, boolean locked) {
        call.entry
                .start()
                .add(file.page(index))
                .add(index)
                .add(PageFlags.kernelBits(kernel, file.state(index), locked))
                .add(file.mapping)
                .add(file.ino)
                .add(file.fs.dev)
                .emit();
    }

    /** A page comes into the cache. */
    void add(Task task, SimFile file, int index) {
        file.added(index, simulation.memory.nextFrame());
        simulation.locks.change(task);
        added.start()
                .add(file.pfn(index))
                .add(file.ino)
                .add(index)
                .add(file.fs.dev)
                .emit();
        simulation.truth.folio(FolioChange.ADDED, file, index);
    }

    /** The missing pages of an aligned window come into the cache: locked until read, or at once where there is a hole. */
    void readAround(Task task, SimFile file, int index) {
        int first = index & -READ_AROUND;
        int end = Math.min(first + READ_AROUND, file.end());
        int from = -1;
        for (int i = first; i < end; i++) {
            if (!file.is(i, PageFlags.PRESENT)) {
                add(task, file, i);
                if (file.onDisk) {
                    file.set(i, PageFlags.LOCKED);
                    from = from < 0 ? i : from;
                }
            } else if (from >= 0) {
                file.fs.disk.read(task, file, from, i);
                from = -1;
            }
        }
        if (from >= 0) {
            file.fs.disk.read(task, file, from, end);
        }
    }

    /** A page leaves the cache. */
    void remove(Task task, SimFile file, int index) {
        simulation.locks.change(task);
        deleted.start()
                .add(file.pfn(index))
                .add(file.ino)
                .add(index)
                .add(file.fs.dev)
                .emit();
        file.removed(index);
        simulation.truth.folio(FolioChange.REMOVED, file, index);
    }

    /** folio_mark_dirty; nothing happens to a page that is dirty already. */
    void dirty(Task task, SimFile file, int index) {
        if (file.is(index, PageFlags.DIRTY)) {
            return;
        }
        file.set(index, PageFlags.DIRTY);
        boolean firstOfFile = file.dirty.isEmpty();
        file.dirty.set(index);
        Memory memory = simulation.memory;
        memory.dirty++;
        memory.dirtied++;
        task.dirtiedSincePause++;
        task.ledger.dirtiedPages++;
        enter(markDirty, file, index, true);
        file.fs.events.dirtied(file, index);
        simulation.truth.folio(FolioChange.DIRTIED, file, index);
        markDirty.exit(0);
        file.fs.events.markInodeDirty(file, InodeEvents.PAGES);
        if (firstOfFile) {
            file.dirtiedWhen = simulation.recorder.now();
            simulation.locks.makeInodeDirty(task);
            file.fs.events.enqueue(file);
        }
    }

    /** folio_clear_dirty_for_io of a dirty page: all page tables lose write access. */
    void clean(Task task, SimFile file, int index) {
        if (cleanWrapper != null) {
            enter(cleanWrapper, file, index, true);
        }
        enter(clean, file, index, true);
        simulation.truth.folio(FolioChange.CLEANED, file, index);
        enter(mkclean, file, index, true);
        int entries = 0;
        for (Mapping mapping : file.mappings) {
            if (mapping.pte(index) == Mapping.WRITABLE) {
                mapping.pte(index, Mapping.READ_ONLY);
                entries++;
            }
        }
        mkclean.exit(entries);
        file.clear(index, PageFlags.DIRTY);
        file.dirty.clear(index);
        simulation.memory.dirty--;
        clean.exit(1);
        if (cleanWrapper != null) {
            cleanWrapper.exit(1);
        }
        simulation.locks.lookUp(task);
    }

    /** A page that was just cleaned goes under writeback. */
    void startWriteback(Task task, SimFile file, int index) {
        boolean firstOfFile = file.writeback.isEmpty();
        enter(startWriteback, file, index, true);
        simulation.truth.folio(FolioChange.WRITEBACK_START, file, index);
        file.set(index, PageFlags.WRITEBACK);
        file.writeback.set(index);
        simulation.memory.writeback++;
        simulation.locks.change(task);
        if (firstOfFile) {
            file.fs.events.writebackOfInode(file, true);
        }
        startWriteback.exit(0);
    }

    /** The disk has the page; in interrupt context. */
    void endWriteback(SimFile file, int index) {
        if (endWrapper != null) {
            enter(endWrapper, file, index, false);
        }
        enter(endWriteback, file, index, false);
        simulation.truth.folio(FolioChange.WRITEBACK_END, file, index);
        file.clear(index, PageFlags.WRITEBACK);
        file.writeback.clear(index);
        simulation.memory.writeback--;
        simulation.memory.written++;
        if (file.writeback.isEmpty()) {
            file.fs.events.writebackOfInode(file, false);
        }
        endWriteback.exit(0);
        if (endWrapper != null) {
            endWrapper.exit(0);
        }
    }

    /** A truncate drops a dirty page unwritten. */
    void cancel(Task task, SimFile file, int index) {
        enter(kernel.folios() ? cancel : accountCleaned, file, index, true);
        simulation.truth.folio(FolioChange.CANCELLED, file, index);
        if (kernel.folios()) {
            enter(accountCleaned, file, index, true);
        }
        file.clear(index, PageFlags.DIRTY);
        file.dirty.clear(index);
        simulation.memory.dirty--;
        simulation.memory.cancelled++;
        task.ledger.cancelledPages++;
        accountCleaned.exit(0);
        cancel.exit(0);
    }
}
