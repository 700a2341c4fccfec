// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.locking;

/**
 * One cell or sentence of a locking document: an operation, a lock, and what is asked of the two.
 *
 * @param rule {@code struct.operation:lock}, with a number where a document says more than one thing; the same in each document
 * @param document name of the {@link LockDocument}
 * @param line line in it, from 1
 * @param operation {@code struct.member} of the method
 * @param lock key of a {@link LockName}
 * @param requirement must-hold, must-not-hold, must-hold-and-release, must-take, may-hold, may-return-held, must-not-block,
 *     may-block, conditional, called-from, must-not-call, may-call, not-called-in-rcu-walk or unspecified
 * @param mode exclusive, shared (at least), any, or seqlock-read
 * @param checkable how a capture can tell: lockdep (lock events and calls), calls, heuristic, or none
 * @param withoutLockdep the same on a kernel without lockdep; contention: waiting is seen, holding is not
 * @param qualifier when it is meant, empty for always
 */
public record LockRule(
        String rule,
        String document,
        int line,
        String operation,
        String lock,
        String requirement,
        String mode,
        String checkable,
        String withoutLockdep,
        String qualifier) {

    /** What two documents must have in common to say the same: all but the line. */
    String statement() {
        return String.join(" | ", requirement, mode, qualifier);
    }
}
