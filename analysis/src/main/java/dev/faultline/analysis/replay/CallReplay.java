// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Write faults: takes the open page_mkwrite call of each thread through the call model. */
final class CallReplay {
    private static final Step.Impossible<Void> PRIVATE = new Step.Impossible<>(
            Clause.I19.bit(),
            "a store to a private mapping copies the page",
            "page_mkwrite was called for a private mapping");

    private static final Step.Impossible<Void> COPIED = new Step.Impossible<>(
            Clause.I12.bit(),
            "a store to a shared mapping goes to the page of the file",
            "the page of a shared mapping was copied for one process");

    private static final Step.Impossible<Void> SWAPFILE =
            new Step.Impossible<>(Clause.I20.bit(), "page_mkwrite of a swap file ends in SIGBUS", "it succeeded");

    private static final Step.Impossible<Void> UNANNOUNCED = unannounced(Clause.I3.bit());
    private static final Step.Impossible<Void> UNANNOUNCED_AGAIN = unannounced(Clause.I3.bit() | Clause.I2.bit());

    private static final Step.Impossible<Void> FORCED = new Step.Impossible<>(
            Clause.F11.bit(),
            "a store to a shared mapping that is read-only is refused",
            "a fault for it was handled, and succeeded");

    private final CallModel model = new CallModel();
    private final KernelProfile profile;
    private final Evidence evidence;
    private final Tally tally;
    private final FolioReplay folios;
    private final PteReplay ptes;
    private final InodeTable inodes;
    private final ThreadTable<WriteCall> threads;
    private final LockReplay locks;
    private final FileSystems systems;
    private final RetryReplay retries;
    private final BackingCache cache;
    private final OpenCalls calls = new OpenCalls();

    private final List<BeyondEnd> beyond = new ArrayList<>();

    private static Step.Impossible<Void> unannounced(long broken) {
        return new Step.Impossible<>(
                broken,
                "page_mkwrite before a store fault makes a folio dirty",
                "the fault made one dirty, and did not call it");
    }

    CallReplay(Surroundings around, FolioReplay folios) {
        this.profile = around.profile();
        this.evidence = around.evidence();
        this.tally = around.tally();
        this.folios = folios;
        this.inodes = around.inodes();
        this.systems = around.systems();
        this.ptes = new PteReplay(profile, evidence, tally);
        this.threads = new ThreadTable<>(tid -> new WriteCall(tid, profile, model.unknown()));
        this.locks = new LockReplay(profile, evidence, tally, threads);
        this.cache = new BackingCache(tally);
        this.retries = new RetryReplay(profile, evidence, tally);
    }

    /** The thread that an observation is of. */
    WriteCall thread(Observation observation) {
        return threads.thread(observation.tid());
    }

    LockReplay locks() {
        return locks;
    }

    BackingCache cache() {
        return cache;
    }

    RetryReplay retries() {
        return retries;
    }

    void raised(Observation exception) {
        threads.thread(exception.tid()).raise(exception);
        locks.raised(exception);
    }

    void faultBegins(Observation fault) {
        WriteCall thread = threads.thread(fault.tid());
        close(thread);
        thread.begin(fault);
        retries.begins(thread, fault);
        locks.begins(fault);
    }

    void faultEnds(Observation fault) {
        WriteCall thread = threads.thread(fault.tid());
        if (thread.open) {
            finish(thread, fault);
            tally.held(FaultKinds.of(thread, fault, evidence, systems.announces(fault.dev())));
            forced(thread, fault);
            if (thread.readsFile && !thread.called) {
                ptes.read(thread, fault);
            } else if (thread.writesFile && !thread.called && thread.shared == Truth.TRUE) {
                ptes.unannounced(thread, fault, systems.announces(fault.dev()));
            }
            thread.end(fault);
        }
    }

    /**
     * F11 and F12. get_user_pages refuses a store to a read-only shared mapping before it comes to handle_mm_fault (mm/gup.c
     * check_vma_flags, 3.16 and later), and the processor's own is an error before it, too (arch/x86/mm/fault.c access_error).
     */
    private void forced(WriteCall thread, Observation fault) {
        if (thread.writesFile && thread.shared == Truth.TRUE) {
            if (!thread.readOnly) {
                tally.held(thread.excepted ? Clauses.NONE : Clause.F11.bit());
            } else if (FaultResult.installed(fault.value()) && fault.value() != Observation.UNKNOWN) {
                tally.violated(FORCED, () -> describe(thread, thread.facts, fault, FORCED));
            }
        }
        if (thread.watched && fault.value() != Observation.UNKNOWN && (fault.value() & FaultResult.RETRY) != 0) {
            tally.taken(Clause.F12);
        }
    }

    void mkwriteBegins(Observation mkwrite) {
        WriteCall thread = threads.thread(mkwrite.tid());
        if (!thread.open || thread.called) {
            finish(thread, mkwrite);
            close(thread);
            thread.begin(mkwrite);
        }
        Facts<FolioFact> folio = folios.holding(mkwrite);
        Truth removed =
                folio.isNot(FolioFact.PRESENT) ? Truth.TRUE : evidence.seesRemoval() ? Truth.FALSE : Truth.UNKNOWN;
        thread.call(mkwrite, model.begun(dirty(thread, mkwrite, folio), removed, thread.present));
        thread.size = inodes.inode(mkwrite).size;
        thread.trapped = folio.isNot(FolioFact.WRITABLE);
        calls.add(thread);
        systems.seen(mkwrite);
        locks.begins(mkwrite);
        if (thread.shared == Truth.TRUE) {
            tally.held(Clause.I19.bit());
        } else if (thread.shared == Truth.FALSE) {
            tally.violated(PRIVATE, () -> describe(thread, thread.facts, mkwrite, PRIVATE));
        }
    }

    /**
     * What is known of the dirty bit of a folio as its page_mkwrite begins. A fault that had to read it (F2, VM_FAULT_MAJOR of
     * filemap_fault) says that it was not in the page cache, so it is clean if no dirty event came since that fault began.
     */
    private Truth dirty(WriteCall thread, Observation mkwrite, Facts<FolioFact> folio) {
        boolean read =
                thread.majorPage == profile.page(mkwrite.address()) && evidence.has(ObservationKind.FOLIO_DIRTIED);
        if (!folio.isUnknown(FolioFact.DIRTY) || !read) {
            return folio.of(FolioFact.DIRTY);
        }
        return inodes.inode(mkwrite).dirtied < thread.majorBegan ? Truth.FALSE : Truth.UNKNOWN;
    }

    void mkwriteEnds(Observation mkwrite) {
        WriteCall thread = threads.thread(mkwrite.tid());
        if (thread.called) {
            apply(thread, mkwrite);
            retries.returned(thread, mkwrite);
            if (thread.facts.is(CallFact.NOTIFIED)) {
                succeeded(thread, mkwrite);
            }
        }
    }

    private void succeeded(WriteCall thread, Observation mkwrite) {
        if (thread.isBehindEnd()) {
            beyond.add(BeyondEnd.of(thread, mkwrite));
        }
        folios.announced(thread, mkwrite);
        cache.succeeded(thread, mkwrite);
        locks.succeeded(thread, mkwrite);
        systems.succeeded(thread, mkwrite, evidence.has(ObservationKind.FROZEN));
        if (inodes.inode(thread.dev, thread.ino).swapfile) {
            tally.violated(SWAPFILE, () -> describe(thread, thread.facts, mkwrite, SWAPFILE));
        } else if (evidence.has(ObservationKind.SWAP_ON)) {
            tally.held(Clause.I20.bit());
        }
    }

    /**
     * I3, and I2 where the folio was cleaned: a store fault made a folio of its file dirty, and page_mkwrite was not called
     * (mm/memory.c fault_dirty_shared_page comes after it). Judged before the folio model takes the event.
     */
    void dirtied(WriteCall thread, Observation folio) {
        boolean stores = thread.open && thread.writesFile && !thread.called && !thread.writing;
        if (!stores || thread.shared != Truth.TRUE || folio.dev() != thread.file || !knowsCalls(folio.dev())) {
            return;
        }
        if (folio.ino() == thread.fileIno) {
            Facts<FolioFact> known = folios.holding(folio);
            Step.Impossible<Void> wrong = known.isNot(FolioFact.WRITABLE) ? UNANNOUNCED_AGAIN : UNANNOUNCED;
            tally.violated(wrong, () -> describe(thread, thread.facts, folio, wrong));
        }
    }

    /** Whether a page_mkwrite of the file system inside a fault cannot be missed. */
    private boolean knowsCalls(long dev) {
        return systems.announces(dev)
                && evidence.has(ObservationKind.MKWRITE_BEGIN)
                && evidence.has(ObservationKind.FAULT_END);
    }

    /** An observation of a folio of {@code pages} pages (0: not known): it may concern calls in progress. */
    void folio(Observation observation, int pages) {
        if (pages == 0
                && observation.kind() == ObservationKind.FOLIO_DIRTIED
                && observation.dev() != Observation.UNKNOWN) {
            inodes.inode(observation).dirtied = observation.ts();
        }
        int known = pages == 0 && !profile.largeFolios() ? 1 : pages;
        if (known > 0 && known <= calls.size()) {
            for (int page = 0; page < known; page++) {
                ofPage(observation, observation.index() + page, pages);
            }
        } else {
            for (int i = 0; i < calls.size(); i++) {
                concern(calls.get(i), observation, pages);
            }
        }
        ptes.folio(observation, pages);
    }

    private void ofPage(Observation observation, long page, int pages) {
        for (WriteCall call = calls.first(observation.ino(), page); call != null; call = call.next) {
            if (call.index == page) {
                concern(call, observation, pages);
            }
        }
    }

    private void concern(WriteCall call, Observation observation, int pages) {
        if (call.tid == observation.tid() && covers(call, observation, pages)) {
            apply(call, observation);
        } else if (call.covers(observation, pages)) {
            call.facts = model.meanwhile(call.facts, observation);
        } else if (pages == 0 && profile.largeFolios() && call.isOn(observation)) {
            call.facts = model.perhaps(call.facts);
        }
    }

    /** A thread that makes a folio dirty inside its own call, at or before its page, does so to the folio of that page. */
    private boolean covers(WriteCall call, Observation observation, int pages) {
        boolean unknownSize = pages == 0 && profile.largeFolios();
        return call.covers(observation, pages)
                || (unknownSize && call.isOn(observation) && observation.index() <= call.index);
    }

    void size(Observation inode) {
        inodes.inode(inode).size = inode.value();
        for (int i = 0; i < calls.size(); i++) {
            WriteCall call = calls.get(i);
            if (call.isOn(inode)) {
                call.size = Math.max(call.size, inode.value());
            }
        }
        for (int i = beyond.size() - 1; i >= 0; i--) {
            if (beyond.get(i).isOn(inode)) {
                judge(beyond.remove(i), inode);
            }
        }
    }

    private void judge(BeyondEnd call, Observation inode) {
        if (call.isBehind(inode.value())) {
            tally.violated(BeyondEnd.IMPOSSIBLE, () -> call.divergence(inode));
        }
    }

    /** truncate_pagecache returned: the folios behind the new size are gone, also those that calls in progress hold. */
    void truncated(Observation inode) {
        for (int i = 0; i < calls.size(); i++) {
            WriteCall call = calls.get(i);
            if (call.isOn(inode) && profile.position(call.index) >= inode.value()) {
                call.facts = model.meanwhile(call.facts, inode);
            }
        }
        ptes.truncated(inode);
        inodes.inode(inode).size = Observation.UNKNOWN;
        beyond.removeIf(call -> call.isOn(inode));
    }

    /** V1: whatever the thread's last fault said of these addresses says nothing of what will be mapped there next. */
    void unmapped(Observation range) {
        WriteCall thread = threads.thread(range.tid());
        thread.unmap(range);
        thread.unmapping = Observation.UNKNOWN;
        ptes.unmapped(range);
    }

    /** F7, F8 and I12: a page was copied for one process. */
    void copied(Observation copy) {
        tally.held(copy.value() == 1 ? Clause.F8.bit() : Clause.F7.bit());
        if (copy.dev() == Observation.UNKNOWN || copy.pages() == 0) {
            return;
        }
        if (copy.pages() == 2) {
            tally.held(Clause.I12.bit());
        } else {
            WriteCall thread = threads.thread(copy.tid());
            tally.violated(
                    COPIED,
                    () -> Divergences.of(
                            copy,
                            Divergences.page(copy.dev(), copy.ino(), copy.index()),
                            COPIED,
                            thread.facts.toString(),
                            List.of(EventChains.line(copy)),
                            null));
        }
    }

    /** V1: a thread is gone. */
    void exited(Observation exit) {
        WriteCall thread = threads.thread(exit.tid());
        retries.excused(thread);
        close(thread);
        ptes.exited(exit);
    }

    /** Events were lost: nothing in progress can be judged. */
    void forgetAll() {
        for (WriteCall call : threads.all()) {
            call.forget();
        }
        calls.clear();
        ptes.forgetAll();
        beyond.clear();
        cache.forgetAll();
    }

    private void finish(WriteCall thread, Observation end) {
        if (thread.called && (end.kind() == ObservationKind.FAULT_END || !evidence.has(ObservationKind.FAULT_END))) {
            Observation returned = end.kind() == ObservationKind.FAULT_END ? end : new FaultReturn(end);
            apply(thread, returned);
            ptes.written(thread, returned);
        }
        calls.remove(thread);
    }

    private void close(WriteCall thread) {
        thread.open = false;
        thread.called = false;
        calls.remove(thread);
    }

    private void apply(WriteCall call, Observation observation) {
        Facts<CallFact> before = call.facts;
        Step<Facts<CallFact>> step = model.step(before, observation);
        if (step instanceof Step.Next<Facts<CallFact>> next) {
            tally.held(next.held());
            call.facts = next.state();
        } else if (step instanceof Step.Impossible<Facts<CallFact>> impossible) {
            tally.violated(impossible, () -> describe(call, before, observation, impossible));
            call.facts = model.unknown();
        }
    }

    private Divergence describe(
            WriteCall call, Facts<CallFact> before, Observation observation, Step.Impossible<?> impossible) {
        List<String> chain = new ArrayList<>(folios.chain(call));
        chain.add(EventChains.line(observation));
        return Divergences.of(
                observation,
                Divergences.page(call.dev, call.ino, call.index),
                impossible,
                before.toString(),
                chain,
                excuse(before, observation));
    }

    private @Nullable String excuse(Facts<CallFact> before, Observation observation) {
        for (CallFact fact : CallFact.values()) {
            if (model.step(before.with(fact, Truth.UNKNOWN), observation) instanceof Step.Next<?>) {
                return Divergences.name(fact);
            }
        }
        return null;
    }
}
