// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/**
 * Bits of vm_fault_t and of the fault flags that the model reads: include/linux/mm_types.h of Linux 6.1 and 6.12, and
 * include/linux/mm_types.h and mm.h of 5.10, where they have the same values.
 */
final class FaultResult {
    static final int SIGBUS = 0x2;
    static final int MAJOR = 0x4;
    static final int SIGSEGV = 0x40;
    static final int NOPAGE = 0x100;
    static final int LOCKED = 0x200;
    static final int RETRY = 0x400;
    /** Since 6.0; PTNOTSAME of a vendor's 5.10. */
    static final int COMPLETED = 0x4000;
    /** OOM, SIGBUS, HWPOISON, HWPOISON_LARGE, SIGSEGV, FALLBACK. */
    static final int ERROR = 0x1 | 0x2 | 0x10 | 0x20 | 0x40 | 0x800;

    /** FAULT_FLAG_WRITE, of the flags. */
    static final int FLAG_WRITE = 0x1;
    /** FAULT_FLAG_USER: the exception came from user mode. */
    static final int FLAG_USER = 0x40;

    /** PF_PROT of the x86 error code (arch/x86/include/asm/trap_pf.h): the pte was present. */
    static final int CODE_PRESENT = 0x1;

    /** PF_USER: it came from user mode. */
    static final int CODE_USER = 0x4;

    private FaultResult() {}

    /** Whether page_mkwrite left the folio to be mapped writable (do_page_mkwrite: neither an error nor NOPAGE). */
    static Truth notified(long result) {
        if (result == Observation.UNKNOWN) {
            return Truth.UNKNOWN;
        }
        return Truth.of((result & (ERROR | NOPAGE | RETRY)) == 0);
    }

    /** Whether a result is an error. */
    static Truth refused(long result) {
        return result == Observation.UNKNOWN ? Truth.UNKNOWN : Truth.of((result & ERROR) != 0);
    }

    /** Whether page_mkwrite returned with the folio locked; with 0 the caller locks and rechecks it itself. */
    static Truth locked(long result) {
        if (result == Observation.UNKNOWN) {
            return Truth.UNKNOWN;
        }
        return Truth.of((result & LOCKED) != 0 && (result & (ERROR | NOPAGE | RETRY)) == 0);
    }

    /** RETRY alone, which do_page_mkwrite does not test for (mm/memory.c, 5.10 to 6.12). */
    static boolean isBareRetry(long result) {
        return result != Observation.UNKNOWN && (result & RETRY) != 0 && (result & (ERROR | NOPAGE)) == 0;
    }

    /** M1, M2 or M3: what page_mkwrite answered. */
    static long answer(long result) {
        if (result == Observation.UNKNOWN) {
            return Clauses.NONE;
        }
        if ((result & ERROR) != 0) {
            return Clause.M3.bit();
        }
        return (result & NOPAGE) != 0 ? Clause.M2.bit() : Clause.M1.bit();
    }

    /**
     * Whether a write fault whose page_mkwrite succeeded mapped its page. RETRY is no hindrance there: fault_dirty_shared_page of
     * 5.10 returns it after it was throttled, behind the mapping.
     */
    static boolean mapped(long result) {
        return result == Observation.UNKNOWN || (result & (ERROR | NOPAGE)) == 0;
    }

    /** Whether a fault that returned this certainly installed its pte. */
    static boolean installed(long result) {
        return result == Observation.UNKNOWN || (result & (ERROR | NOPAGE | RETRY)) == 0;
    }
}
