// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.List;

/**
 * M2 and I13: a page_mkwrite or fault that asks for another try (NOPAGE) leaves the pte as it was, so the store faults again, at once,
 * unless a signal is handled first, the mapping is gone, or another thread mapped the page (mm/memory.c do_wp_page, arch/x86/mm/fault.c:
 * the return goes to user mode, where the instruction is executed again).
 */
final class RetryReplay {
    /** As the model's specification has it: within a second [ns]. */
    private static final long LIMIT = 1_000_000_000L;

    private static final Step.Impossible<Void> LEFT = new Step.Impossible<>(
            Clause.I13.bit(),
            "a store whose page_mkwrite asked for another try faults again",
            "the thread went on to another page for more than a second, and handled no signal");

    private final KernelProfile profile;
    private final Evidence evidence;
    private final Tally tally;
    /** A write fault of any thread succeeded last on this page, and when. */
    private long mappedPage = Observation.UNKNOWN;

    private long mappedTs = Long.MIN_VALUE;

    RetryReplay(KernelProfile profile, Evidence evidence, Tally tally) {
        this.profile = profile;
        this.evidence = evidence;
        this.tally = tally;
    }

    /** A page_mkwrite of {@code thread} returned. */
    void returned(WriteCall thread, Observation mkwrite) {
        long result = mkwrite.value();
        if (result == Observation.UNKNOWN) {
            return;
        }
        if ((result & FaultResult.NOPAGE) != 0) {
            thread.againPage = profile.page(thread.address);
            thread.againTs = mkwrite.ts();
        } else if ((result & FaultResult.ERROR) == 0) {
            mappedPage = profile.page(thread.address);
            mappedTs = mkwrite.ts();
        }
    }

    /** A fault of {@code thread} begins. */
    void begins(WriteCall thread, Observation fault) {
        if (thread.againPage == Observation.UNKNOWN) {
            return;
        }
        if (profile.page(fault.address()) == thread.againPage) {
            thread.againPage = Observation.UNKNOWN;
            tally.held(Clause.I13.bit());
            return;
        }
        boolean fromUser = fault.value() != Observation.UNKNOWN && (fault.value() & FaultResult.FLAG_USER) != 0;
        boolean mapped = mappedPage == thread.againPage && mappedTs >= thread.againTs;
        boolean late = fault.ts() - thread.againTs > LIMIT;
        if (mapped) {
            thread.againPage = Observation.UNKNOWN;
        } else if (fromUser && late && evidence.has(ObservationKind.SIGNALLED)) {
            long since = thread.againTs;
            tally.violated(
                    LEFT,
                    () -> Divergences.of(
                            fault,
                            thread.subject(),
                            LEFT,
                            "asked again at " + since,
                            List.of(since + " mkwrite_end NOPAGE", EventChains.line(fault)),
                            "signal"));
            thread.againPage = Observation.UNKNOWN;
        }
    }

    /** The thread handles a signal, or is gone: it owes nothing. */
    void excused(WriteCall thread) {
        thread.againPage = Observation.UNKNOWN;
    }
}
