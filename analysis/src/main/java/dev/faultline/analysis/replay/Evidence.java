// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which observations the capture can contain. A fact is kept only while whatever would end it is recorded: with the stock
 * tracepoints alone a folio is known dirty at the instant of its dirty event and never afterwards.
 */
public final class Evidence {
    private final Set<ObservationKind> recorded;
    private final Set<LockClass> locks;

    /** A capture that contains {@code recorded}, and every lock if any. */
    public Evidence(Set<ObservationKind> recorded) {
        this(recorded, recorded.contains(ObservationKind.LOCK_TAKEN) ? EnumSet.allOf(LockClass.class) : Set.of());
    }

    /** @param locks classes of locks that a filter of the recording did not leave out */
    Evidence(Set<ObservationKind> recorded, Set<LockClass> locks) {
        this.recorded = EnumSet.copyOf(recorded);
        this.locks = Set.copyOf(locks);
    }

    /** Whether no lock of the class can be missed. */
    boolean sees(LockClass lock) {
        return locks.contains(lock);
    }

    /** Whether the capture can contain observations of this kind. */
    public boolean has(ObservationKind kind) {
        return recorded.contains(kind);
    }

    /** Whether the end of a folio's stay in the page cache cannot be missed. */
    boolean seesRemoval() {
        return has(ObservationKind.FOLIO_REMOVED) || has(ObservationKind.TRUNCATED);
    }

    /** {@code folio} without the facts that something unrecorded may have changed since. */
    Facts<FolioFact> lasting(Facts<FolioFact> folio) {
        Facts<FolioFact> kept = folio;
        if (!lasts(kept.of(FolioFact.DIRTY), seesCleaning(), has(ObservationKind.FOLIO_DIRTIED))) {
            kept = kept.with(FolioFact.DIRTY, Truth.UNKNOWN);
        }
        if (!lasts(
                kept.of(FolioFact.WRITEBACK),
                has(ObservationKind.WRITEBACK_END),
                has(ObservationKind.WRITEBACK_BEGIN))) {
            kept = kept.with(FolioFact.WRITEBACK, Truth.UNKNOWN);
        }
        if (!lasts(
                kept.of(FolioFact.TAGGED), has(ObservationKind.WRITEBACK_BEGIN), has(ObservationKind.FOLIO_DIRTIED))) {
            kept = kept.with(FolioFact.TAGGED, Truth.UNKNOWN);
        }
        if (!lasts(kept.of(FolioFact.PRESENT), has(ObservationKind.FOLIO_REMOVED), has(ObservationKind.FOLIO_ADDED))) {
            kept = kept.with(FolioFact.PRESENT, Truth.UNKNOWN);
        }
        if (kept.is(FolioFact.OPEN) && !(seesRemoval() && has(ObservationKind.WRITEBACK_BEGIN))) {
            kept = kept.with(FolioFact.OPEN, Truth.UNKNOWN);
        }
        if (kept.isNot(FolioFact.WRITABLE)
                && !(has(ObservationKind.MKWRITE_BEGIN) && has(ObservationKind.FOLIO_DIRTIED))) {
            kept = kept.with(FolioFact.WRITABLE, Truth.UNKNOWN);
        }
        return kept;
    }

    /** Whether no clearing of a dirty bit, and so no write protection of the ptes, can be missed. */
    boolean seesCleaning() {
        return has(ObservationKind.FOLIO_CLEANED)
                && (has(ObservationKind.FOLIO_CANCELLED) || has(ObservationKind.FOLIO_REMOVED));
    }

    private static boolean lasts(Truth truth, boolean seesEnd, boolean seesBegin) {
        return switch (truth) {
            case TRUE -> seesEnd;
            case FALSE -> seesBegin;
            case UNKNOWN -> true;
        };
    }

    /** Why {@code invariant} was never decided. */
    String whyNot(Clause invariant) {
        return Checkable.of(invariant).whyNot(this);
    }
}
