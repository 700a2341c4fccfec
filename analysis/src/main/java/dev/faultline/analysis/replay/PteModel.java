// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/**
 * A pte of a shared file mapping whose file system has page_mkwrite: F2, F3, F4, C1 and V1 of the reference fault model.
 *
 * <pre>
 * observation              afterwards
 * FAULT_END of a read      RO                                     F2
 * FAULT_END of a write     RW if page_mkwrite succeeded           F3, F4: see {@link CallModel}
 * FOLIO_CLEANED            RO; an RW pte requires value 1         C1, I1
 * FOLIO_CANCELLED          not known
 * EXITED                   not known: other threads may use it still   V1
 * FOLIO_ADDED, _REMOVED    NONE: a folio leaves the page cache unmapped
 * TRUNCATED                NONE
 * UNMAPPED                 NONE                                   V1
 * </pre>
 *
 * <p>I1 is decided when its folio is cleaned: since the page_mkwrite that made the pte writable nothing cleaned the folio, so it
 * is dirty, even if the pte is gone meanwhile, because a zap hands the pte's dirty bit on (D4). That F4 meets a pte known to be
 * RW is no divergence: reclaim and fault-around may have replaced it unseen, and of two threads in F4 on one pte the slower
 * calls page_mkwrite after the faster has made it writable.
 *
 * <p>Sources: mm/memory.c ({@code do_read_fault}, {@code finish_fault}, {@code finish_mkwrite_fault}, {@code zap_pte_range}),
 * mm/rmap.c ({@code page_mkclean}, {@code folio_mkclean}) and mm/page-writeback.c ({@code clear_page_dirty_for_io}) of Linux
 * 5.10, 6.1 and 6.12.
 */
public final class PteModel implements Model<Facts<PteFact>> {
    private static final FactSpace<PteFact> SPACE = new FactSpace<>(PteFact.class);

    @Override
    public Facts<PteFact> unknown() {
        return SPACE.unknown();
    }

    @Override
    public Step<Facts<PteFact>> step(Facts<PteFact> pte, Observation observation) {
        return switch (observation.kind()) {
            case FAULT_END -> read(pte, observation.value());
            case FOLIO_CLEANED -> cleaned(pte, observation.value());
            case FOLIO_CANCELLED, EXITED -> unknown().next();
            case FOLIO_ADDED, FOLIO_REMOVED, TRUNCATED, UNMAPPED -> none().next();
            default -> pte.next();
        };
    }

    /** F3 and F4: what a write fault that returned {@code result} made of its pte. */
    Facts<PteFact> written(Facts<PteFact> pte, Facts<CallFact> call, long result) {
        if (call.isNot(CallFact.NOTIFIED) || !FaultResult.mapped(result)) {
            return pte;
        }
        boolean certain = result != Observation.UNKNOWN && call.is(CallFact.NOTIFIED) && call.isNot(CallFact.CLEANED);
        return certain ? unknown().with(PteFact.MAPPED, Truth.TRUE).with(PteFact.WRITABLE, Truth.TRUE) : unknown();
    }

    /** A store fault that returned {@code result} and called no page_mkwrite, of a file system that has one. */
    Step<Facts<PteFact>> unannounced(Facts<PteFact> pte, long result) {
        boolean readOnly = pte.is(PteFact.MAPPED) && pte.isNot(PteFact.WRITABLE);
        if (readOnly && result != Observation.UNKNOWN && FaultResult.installed(result)) {
            return new Step.Impossible<>(
                    Clause.I1.bit(),
                    "page_mkwrite is called before a read-only pte becomes writable",
                    "the fault of a store ended well without it");
        }
        return pte.next();
    }

    private Step<Facts<PteFact>> read(Facts<PteFact> pte, long result) {
        if (result == Observation.UNKNOWN || !FaultResult.installed(result)) {
            return pte.next();
        }
        return readOnly().next(Clause.F2.bit());
    }

    private Step<Facts<PteFact>> cleaned(Facts<PteFact> pte, long wasDirty) {
        if (!pte.is(PteFact.WRITABLE) || wasDirty == Observation.UNKNOWN) {
            return pte.with(PteFact.WRITABLE, Truth.FALSE).next();
        }
        if (wasDirty == 0) {
            return new Step.Impossible<>(
                    Clause.I1.bit(),
                    "a dirty folio: a page_mkwrite since its last cleaning made a pte of it writable",
                    "its dirty bit was found clear");
        }
        return readOnly().next(Clause.I1.bit());
    }

    private Facts<PteFact> none() {
        return unknown().with(PteFact.MAPPED, Truth.FALSE).with(PteFact.WRITABLE, Truth.FALSE);
    }

    private Facts<PteFact> readOnly() {
        return unknown().with(PteFact.MAPPED, Truth.TRUE).with(PteFact.WRITABLE, Truth.FALSE);
    }
}
