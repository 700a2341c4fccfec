// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which observations the capture can contain. A fact is kept only while whatever would end it is recorded: with the stock
 * tracepoints alone a folio is known dirty at the instant of its dirty event and never afterwards.
 */
public final class Evidence {
    private final Set<ObservationKind> recorded;

    public Evidence(Set<ObservationKind> recorded) {
        this.recorded = EnumSet.copyOf(recorded);
    }

    boolean has(ObservationKind kind) {
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
        ObservationKind missing = switch (invariant) {
            case I1, I3 ->
                missing(ObservationKind.MKWRITE_BEGIN, ObservationKind.MKWRITE_END, ObservationKind.FOLIO_DIRTIED);
            case I4 -> missing(ObservationKind.WRITEBACK_BEGIN, ObservationKind.FOLIO_CLEANED);
            case I5 -> missing(ObservationKind.WRITEBACK_BEGIN, ObservationKind.WRITEBACK_END);
            case I8 -> missing(ObservationKind.MKWRITE_END);
            default -> null;
        };
        return missing == null
                ? "nothing in the capture decides it"
                : "the capture does not record " + Divergences.name(missing);
    }

    private @Nullable ObservationKind missing(ObservationKind... needed) {
        for (ObservationKind kind : needed) {
            if (!has(kind)) {
                return kind;
            }
        }
        return null;
    }
}
