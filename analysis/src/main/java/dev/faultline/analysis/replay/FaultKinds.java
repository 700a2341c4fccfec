// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/**
 * Which transition a fault was, where its own result tells: F0, F5, F10, F13 and RT. F2, F3 and F4 need more and are decided by the
 * models; F7 and F8 have observations of their own.
 */
final class FaultKinds {
    private FaultKinds() {}

    /**
     * The transitions of the open fault of {@code thread} that {@code fault} ends, as {@link Clauses}.
     *
     * @param announces the file system has a page_mkwrite: a store without it found its pte writable already
     */
    static long of(WriteCall thread, Observation fault, Evidence evidence, boolean announces) {
        long result = fault.value();
        if (result == Observation.UNKNOWN) {
            return Clauses.NONE;
        }
        long kinds = (result & (FaultResult.RETRY | FaultResult.COMPLETED)) != 0 ? Clause.RT.bit() : Clauses.NONE;
        if ((result & FaultResult.SIGSEGV) != 0) {
            kinds |= Clause.F0.bit();
        }
        if ((result & FaultResult.SIGBUS) != 0) {
            kinds |= Clause.F13.bit();
        }
        return kinds | stored(thread, fault, evidence, announces);
    }

    private static long stored(WriteCall thread, Observation fault, Evidence evidence, boolean announces) {
        boolean store = thread.writesFile && thread.shared == Truth.TRUE && FaultResult.installed(fault.value());
        if (!store) {
            return Clauses.NONE;
        }
        boolean byKernel = evidence.has(ObservationKind.EXCEPTION) && !thread.excepted;
        boolean unannounced = evidence.has(ObservationKind.MKWRITE_BEGIN) && !thread.called && !announces;
        return (byKernel ? Clause.F10.bit() : Clauses.NONE) | (unannounced ? Clause.F5.bit() : Clauses.NONE);
    }
}
