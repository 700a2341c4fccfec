// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/**
 * Transitions of a page-cache folio: D1, D2, C1, C2, E1 of the reference fault model, and its entry into and exit from the
 * page cache.
 *
 * <pre>
 * observation      requires                          afterwards
 * FOLIO_ADDED      not present                       present, clean, no writeback, no tag
 * FOLIO_REMOVED    not dirty, no writeback           not present, clean, no writeback, no tag  T5, T4, R1
 * FOLIO_DIRTIED    present, not dirty (D2 is silent)  dirty, tagged                       D1
 * FOLIO_CLEANED 1  dirty, no writeback               clean, still tagged                  C1, W3
 * FOLIO_CLEANED 0  not dirty                         clean
 * FOLIO_CANCELLED                                    clean, no tag                       T3
 * FOLIO_REDIRTIED                                    not open                            C3
 * WRITEBACK_BEGIN  dirty or tagged, no writeback     writeback, tagged only if dirty      C2, I4
 * WRITEBACK_END    writeback                         no writeback                         E1, I5
 * </pre>
 *
 * <p>Sources: mm/page-writeback.c and mm/filemap.c of Linux 5.10, 6.1 and 6.12 ({@code folio_account_dirtied},
 * {@code folio_clear_dirty_for_io}, {@code __folio_start_writeback}, {@code __folio_end_writeback}).
 */
public final class FolioModel implements Model<Facts<FolioFact>> {
    private static final FactSpace<FolioFact> SPACE = new FactSpace<>(FolioFact.class);

    private final KernelProfile profile;

    public FolioModel(KernelProfile profile) {
        this.profile = profile;
    }

    @Override
    public Facts<FolioFact> unknown() {
        return SPACE.unknown();
    }

    @Override
    public Step<Facts<FolioFact>> step(Facts<FolioFact> folio, Observation observation) {
        return switch (observation.kind()) {
            case FOLIO_ADDED -> added(folio);
            case FOLIO_REMOVED -> removed(folio);
            case FOLIO_DIRTIED -> dirtied(folio);
            case FOLIO_CLEANED -> cleaned(folio, observation.value());
            case FOLIO_CANCELLED -> cancelled(folio);
            case FOLIO_REDIRTIED -> givenBack(folio);
            case WRITEBACK_BEGIN -> started(folio);
            case WRITEBACK_END -> ended(folio);
            default -> folio.next();
        };
    }

    private Step<Facts<FolioFact>> added(Facts<FolioFact> folio) {
        if (folio.is(FolioFact.PRESENT)) {
            return impossible(
                    Clause.F2, "no folio at this index in the page cache", "a folio added where one is present");
        }
        return clean(Truth.TRUE).next();
    }

    /**
     * Where a second start of writeback is ignored (before 6.12), nothing shows that an end was missed, so writeback is held against no
     * folio there: three stock captures of 6.1 with lockdep lack the probe of half the ends. mm/filemap.c filemap_unaccount_folio warns of a dirty one, "a bug and loss of unwritten data"; mm/vmscan.c __remove_mapping
     * refuses it, mm/truncate.c waits for writeback and cancels the dirty bit first (5.10 to 6.12).
     */
    private Step<Facts<FolioFact>> removed(Facts<FolioFact> folio) {
        if (folio.is(FolioFact.DIRTY)) {
            return impossible(
                    Clause.T4, "a clean folio, or its dirty bit dropped first", "a dirty folio left the page cache");
        }
        if (folio.is(FolioFact.WRITEBACK)) {
            return impossible(
                    Clause.R1, "a folio that is not being written", "a folio under writeback left the page cache");
        }
        long decided = (folio.isNot(FolioFact.DIRTY) ? Clause.T4.bit() : Clauses.NONE)
                | (folio.isNot(FolioFact.WRITEBACK) ? Clause.R1.bit() : Clauses.NONE);
        return clean(Truth.FALSE).next(Clause.T5.bit() | decided | resolved(folio));
    }

    private Step<Facts<FolioFact>> dirtied(Facts<FolioFact> folio) {
        if (folio.is(FolioFact.DIRTY)) {
            return impossible(Clause.D1, "no dirty event: the folio is dirty already (D2)", "a dirty event");
        }
        if (folio.isNot(FolioFact.PRESENT)) {
            return impossible(Clause.D1, "a folio in the page cache", "a dirty event for one that left it");
        }
        return folio.with(FolioFact.PRESENT, Truth.TRUE)
                .with(FolioFact.DIRTY, Truth.TRUE)
                .with(FolioFact.TAGGED, Truth.TRUE)
                .with(FolioFact.OPEN, folio.is(FolioFact.OPEN) ? Truth.UNKNOWN : folio.of(FolioFact.OPEN))
                .with(FolioFact.WRITABLE, Truth.UNKNOWN)
                .next(Clause.D1.bit());
    }

    private Step<Facts<FolioFact>> cleaned(Facts<FolioFact> folio, long wasDirty) {
        if (wasDirty == 0) {
            return folio.is(FolioFact.DIRTY)
                    ? impossible(Clause.C1, "a dirty folio", "its dirty bit was found clear")
                    : folio.with(FolioFact.DIRTY, Truth.FALSE).next();
        }
        if (wasDirty == Observation.UNKNOWN && !folio.is(FolioFact.DIRTY)) {
            return folio.with(FolioFact.DIRTY, Truth.FALSE)
                    .with(FolioFact.TAGGED, Truth.UNKNOWN)
                    .next();
        }
        if (folio.isNot(FolioFact.DIRTY)) {
            return impossible(Clause.C1, "a clean folio", "its dirty bit was found set");
        }
        if (folio.is(FolioFact.WRITEBACK) && !profile.startsWritebackTwice()) {
            return impossible(
                    Clause.W3,
                    "its writeback is waited for, or the folio passed over",
                    "a folio under writeback was cleaned again");
        }
        long decided = folio.isNot(FolioFact.WRITEBACK) ? Clause.W3.bit() : Clauses.NONE;
        return folio.with(FolioFact.DIRTY, Truth.FALSE)
                .with(FolioFact.TAGGED, Truth.TRUE)
                .with(FolioFact.OPEN, Truth.TRUE)
                .with(FolioFact.WRITABLE, Truth.FALSE)
                .next(Clause.C1.bit() | decided);
    }

    private static Step<Facts<FolioFact>> cancelled(Facts<FolioFact> folio) {
        return folio.with(FolioFact.DIRTY, Truth.FALSE)
                .with(FolioFact.TAGGED, Truth.UNKNOWN)
                .with(FolioFact.OPEN, Truth.FALSE)
                .next(Clause.T3.bit());
    }

    private static Step<Facts<FolioFact>> givenBack(Facts<FolioFact> folio) {
        return folio.with(FolioFact.OPEN, Truth.FALSE).next(Clause.C3.bit() | resolved(folio));
    }

    /** I6 holds once writeback of a cleaned folio starts, or the folio is given back or removed. */
    private static long resolved(Facts<FolioFact> folio) {
        return folio.is(FolioFact.OPEN) ? Clause.I6.bit() : Clauses.NONE;
    }

    /** D4: a dirty pte of the folio is taken away, in a munmap that began after the folio was cleaned. */
    Step<Facts<FolioFact>> zapped(Facts<FolioFact> folio) {
        if (folio.isNot(FolioFact.WRITABLE)) {
            return impossible(
                    Clause.I2,
                    "no dirty pte: the folio was cleaned, and no store has been announced since",
                    "munmap found one");
        }
        return folio.next(Clause.D4.bit());
    }

    private Step<Facts<FolioFact>> started(Facts<FolioFact> folio) {
        if (folio.is(FolioFact.WRITEBACK)) {
            return profile.startsWritebackTwice()
                    ? folio.next()
                    : impossible(Clause.I4, "no writeback in progress", "writeback started again");
        }
        if (folio.isNot(FolioFact.DIRTY) && folio.isNot(FolioFact.TAGGED)) {
            return impossible(
                    Clause.I4, "a folio whose dirty bit was cleared for writeback", "writeback of a clean folio");
        }
        boolean fromDirty = folio.is(FolioFact.DIRTY) || folio.is(FolioFact.TAGGED);
        boolean decided = fromDirty && folio.isNot(FolioFact.WRITEBACK);
        return folio.with(FolioFact.WRITEBACK, Truth.TRUE)
                .with(FolioFact.TAGGED, folio.of(FolioFact.DIRTY))
                .with(FolioFact.OPEN, Truth.FALSE)
                .next(Clause.C2.bit() | (decided ? Clause.I4.bit() : Clauses.NONE) | resolved(folio));
    }

    private Step<Facts<FolioFact>> ended(Facts<FolioFact> folio) {
        if (folio.isNot(FolioFact.WRITEBACK)) {
            return impossible(Clause.I5, "a folio under writeback", "the end of a writeback that did not start");
        }
        long held = folio.is(FolioFact.WRITEBACK) ? Clause.I5.bit() : Clauses.NONE;
        return folio.with(FolioFact.WRITEBACK, Truth.FALSE).next(Clause.E1.bit() | held);
    }

    /** A folio just added, or the place of one just removed. */
    private Facts<FolioFact> clean(Truth present) {
        return unknown()
                .with(FolioFact.PRESENT, present)
                .with(FolioFact.DIRTY, Truth.FALSE)
                .with(FolioFact.WRITEBACK, Truth.FALSE)
                .with(FolioFact.TAGGED, Truth.FALSE)
                .with(FolioFact.OPEN, Truth.FALSE)
                .with(FolioFact.WRITABLE, Truth.UNKNOWN);
    }

    private static Step<Facts<FolioFact>> impossible(Clause broken, String expected, String observed) {
        return new Step.Impossible<>(broken.bit(), expected, observed);
    }
}
