// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.ArrayList;
import java.util.List;

/** Locks: what each thread holds, and whether a write fault takes them in order (I16, I17, I18). */
final class LockReplay {
    private final KernelProfile profile;
    private final Evidence evidence;
    private final Tally tally;
    private final ThreadTable<WriteCall> threads;

    LockReplay(KernelProfile profile, Evidence evidence, Tally tally, ThreadTable<WriteCall> threads) {
        this.profile = profile;
        this.evidence = evidence;
        this.tally = tally;
        this.threads = threads;
    }

    void taken(Observation lock) {
        WriteCall thread = threads.thread(lock.tid());
        LockClass taken = LockClass.of(lock);
        LocksHeld locks = thread.locks();
        boolean waits = (lock.value() & LockClass.TRIED) == 0;
        if (isInFault(thread) && (waits || isLate(taken, locks)) && taken != LockClass.JOURNAL) {
            Step.Impossible<Void> wrong = LockModel.taken(locks.held(), taken);
            if (wrong == null) {
                tally.held(Clause.I17.bit());
            } else {
                tally.violated(wrong, () -> describe(thread, lock, wrong));
            }
        }
        thread.guarded |= thread.called && taken == LockClass.SB_PAGEFAULTS;
        locks.take(taken, lock.ts());
    }

    /** An exception came from user mode, where a thread holds no lock of the kernel. */
    void raised(Observation exception) {
        if (evidence.has(ObservationKind.LOCK_TAKEN) && (exception.value() & FaultResult.CODE_USER) != 0) {
            LocksHeld locks = threads.thread(exception.tid()).locks();
            for (LockClass lock : LockClass.values()) {
                if (evidence.sees(lock)) {
                    locks.none(lock);
                }
            }
        }
    }

    /** In page_mkwrite, or in a fault whose end cannot be missed. */
    private boolean isInFault(WriteCall thread) {
        return thread.called || (thread.open && evidence.has(ObservationKind.FAULT_END));
    }

    /**
     * Whether it is the mmap_lock that a fault should have begun with. To try for another mm's breaks no order (shrinkers do, below an
     * allocation), but then the fault holds one already.
     */
    private boolean isLate(LockClass taken, LocksHeld locks) {
        return taken == LockClass.MMAP_LOCK && LockModel.covered(locks, seesVmaLocks()) == Truth.FALSE;
    }

    private boolean seesVmaLocks() {
        return !profile.vmaLocks() || evidence.sees(LockClass.VMA_LOCK);
    }

    void released(Observation lock) {
        threads.thread(lock.tid()).locks().release(LockClass.of(lock));
    }

    /** A fault or page_mkwrite begins. */
    void begins(Observation call) {
        if (!evidence.has(ObservationKind.LOCK_TAKEN)) {
            return;
        }
        WriteCall thread = threads.thread(call.tid());
        Truth covered = LockModel.covered(thread.locks(), seesVmaLocks());
        if (covered == Truth.TRUE) {
            tally.held(Clause.I16.bit());
        } else if (covered == Truth.FALSE) {
            tally.violated(LockModel.UNLOCKED, () -> describe(thread, call, LockModel.UNLOCKED));
        }
    }

    /** A page_mkwrite that is in the thread's open call succeeded. */
    void succeeded(WriteCall thread, Observation mkwrite) {
        if (!thread.guards || !evidence.sees(LockClass.SB_PAGEFAULTS)) {
            return;
        }
        if (thread.guarded) {
            tally.held(Clause.I18.bit());
        } else {
            tally.violated(LockModel.UNPROTECTED, () -> describe(thread, mkwrite, LockModel.UNPROTECTED));
        }
    }

    void forgetAll() {
        threads.all().forEach(WriteCall::forgetLocks);
    }

    private static Divergence describe(WriteCall thread, Observation observation, Step.Impossible<Void> wrong) {
        LocksHeld locks = thread.locks();
        List<String> chain = new ArrayList<>(locks.chain());
        chain.add(EventChains.line(observation));
        return Divergences.of(observation, thread.subject(), wrong, locks.toString(), chain, null);
    }
}
