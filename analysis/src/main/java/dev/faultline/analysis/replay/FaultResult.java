// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/**
 * Bits of vm_fault_t and of the fault flags that the model reads: include/linux/mm_types.h of Linux 6.1 and 6.12, and
 * include/linux/mm_types.h and mm.h of 5.10, where they have the same values.
 */
final class FaultResult {
    static final int MAJOR = 0x4;
    static final int NOPAGE = 0x100;
    static final int LOCKED = 0x200;
    static final int RETRY = 0x400;
    /** OOM, SIGBUS, HWPOISON, HWPOISON_LARGE, SIGSEGV, FALLBACK. */
    static final int ERROR = 0x1 | 0x2 | 0x10 | 0x20 | 0x40 | 0x800;

    /** FAULT_FLAG_WRITE, of the flags. */
    static final int FLAG_WRITE = 0x1;

    /** PF_PROT of the x86 error code (arch/x86/include/asm/trap_pf.h): the pte was present. */
    static final int CODE_PRESENT = 0x1;

    private FaultResult() {}

    /** Whether page_mkwrite left the folio to be mapped writable (do_page_mkwrite: neither an error nor NOPAGE). */
    static Truth notified(long result) {
        if (result == Observation.UNKNOWN) {
            return Truth.UNKNOWN;
        }
        return Truth.of((result & (ERROR | NOPAGE | RETRY)) == 0);
    }

    /** Whether page_mkwrite returned with the folio locked; with 0 the caller locks and rechecks it itself. */
    static Truth locked(long result) {
        if (result == Observation.UNKNOWN) {
            return Truth.UNKNOWN;
        }
        return Truth.of((result & LOCKED) != 0 && (result & (ERROR | NOPAGE | RETRY)) == 0);
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
