// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/**
 * One write fault on a shared file mapping: F3 (on an empty pte) or F4 (on a read-only one), from page_mkwrite to the return
 * of the fault. Decides I1 and I3 when the fault returns, and I8 when page_mkwrite does. Which of the two it is, the error code
 * of the exception tells: bit 0 is set if the pte was present.
 *
 * <p>The dirty event fires inside page_mkwrite for ext4, xfs, btrfs and f2fs, and after it, in fault_dirty_shared_page, for
 * ext4 with data=journal; so the fault's return is the first moment at which its absence says anything. A folio that was
 * dirty before needs no event (D2): one dirty, clean and writeback cycle of a large folio covers several page_mkwrite calls.
 *
 * <p>Sources: mm/memory.c ({@code do_page_mkwrite}, {@code wp_page_shared}, {@code do_shared_fault},
 * {@code fault_dirty_shared_page}) of Linux 5.10, 6.1 and 6.12.
 */
public final class CallModel implements Model<Facts<CallFact>> {
    private static final FactSpace<CallFact> SPACE = new FactSpace<>(CallFact.class);

    @Override
    public Facts<CallFact> unknown() {
        return SPACE.unknown();
    }

    /** What is known of a page_mkwrite call of a fault of kind {@code present} that begins on such a folio. */
    Facts<CallFact> begun(Truth dirty, Truth removed, Truth present) {
        return unknown()
                .with(CallFact.NOTIFIED, Truth.FALSE)
                .with(CallFact.DIRTY, dirty)
                .with(CallFact.DIRTIED, Truth.FALSE)
                .with(CallFact.REMOVED, removed)
                .with(CallFact.PROTECTED, present)
                .with(CallFact.CLEANED, Truth.FALSE);
    }

    /** An observation by the faulting thread. */
    @Override
    public Step<Facts<CallFact>> step(Facts<CallFact> call, Observation observation) {
        return switch (observation.kind()) {
            case FOLIO_DIRTIED ->
                call.with(CallFact.DIRTY, Truth.TRUE)
                        .with(CallFact.DIRTIED, Truth.TRUE)
                        .next();
            case MKWRITE_END -> returned(call, observation.value());
            case FAULT_END -> finished(call, observation.value());
            default -> meanwhile(call, observation).next();
        };
    }

    /** An observation of another thread on the same folio. */
    Facts<CallFact> meanwhile(Facts<CallFact> call, Observation observation) {
        return switch (observation.kind()) {
            case FOLIO_DIRTIED -> call.with(CallFact.DIRTY, Truth.TRUE);
            // After a return of LOCKED nobody cleans the folio before this fault has marked it dirty and unlocked it.
            case FOLIO_CLEANED, FOLIO_CANCELLED ->
                call.isNot(CallFact.NOTIFIED)
                        ? call.with(CallFact.DIRTY, Truth.FALSE)
                        : call.with(CallFact.CLEANED, Truth.TRUE);
            case FOLIO_REMOVED, TRUNCATED ->
                call.with(call.isNot(CallFact.NOTIFIED) ? CallFact.REMOVED : CallFact.CLEANED, Truth.TRUE);
            default -> call;
        };
    }

    /** An observation of a folio of the same file that may be the one of this call. */
    Facts<CallFact> perhaps(Facts<CallFact> call) {
        Facts<CallFact> after = call.isNot(CallFact.DIRTY) ? call.with(CallFact.DIRTY, Truth.UNKNOWN) : call;
        return after.with(CallFact.CLEANED, Truth.UNKNOWN);
    }

    private static Step<Facts<CallFact>> returned(Facts<CallFact> call, long result) {
        Facts<CallFact> after = call.with(CallFact.NOTIFIED, FaultResult.notified(result))
                .with(CallFact.REFUSED, FaultResult.refused(result));
        if (FaultResult.isBareRetry(result)) {
            return new Step.Impossible<>(
                    Clause.M4.bit(), "RETRY comes with NOPAGE or an error", "page_mkwrite returned RETRY alone");
        }
        if (FaultResult.locked(result) != Truth.TRUE) {
            return after.next(FaultResult.answer(result));
        }
        if (call.is(CallFact.REMOVED)) {
            return new Step.Impossible<>(
                    Clause.I8.bit(),
                    "page_mkwrite refuses a folio that is no longer in the file",
                    "it returned success after the folio was truncated or removed during the call");
        }
        return after.next(Clause.M1.bit() | (call.isNot(CallFact.REMOVED) ? Clause.I8.bit() : Clauses.NONE));
    }

    private static Step<Facts<CallFact>> finished(Facts<CallFact> call, long result) {
        if (call.is(CallFact.REFUSED) && FaultResult.refused(result) == Truth.FALSE) {
            return new Step.Impossible<>(
                    Clause.M3.bit(),
                    "a store that page_mkwrite refuses (ENOSPC: SIGBUS) ends in an error",
                    "the fault ended without one");
        }
        if (!call.is(CallFact.NOTIFIED)) {
            return call.next();
        }
        if (call.is(CallFact.DIRTY)) {
            return call.next(
                    taken(call, result) | Clause.I1.bit() | (call.is(CallFact.DIRTIED) ? Clause.I3 : Clause.D2).bit());
        }
        if (call.isNot(CallFact.DIRTY) && FaultResult.installed(result)) {
            return new Step.Impossible<>(
                    Clause.I1.bit() | Clause.I3.bit(),
                    "a successful page_mkwrite makes its clean folio dirty before the fault returns",
                    "the pte became writable and no dirty event came");
        }
        return call.next(taken(call, result));
    }

    /** The transition of a fault whose page_mkwrite succeeded. */
    private static long taken(Facts<CallFact> call, long result) {
        if (!FaultResult.mapped(result)) {
            return Clauses.NONE;
        }
        return switch (call.of(CallFact.PROTECTED)) {
            case TRUE -> Clause.F4.bit();
            case FALSE -> Clause.F3.bit();
            case UNKNOWN -> Clause.F3_OR_F4.bit();
        };
    }
}
