// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.locking;

/**
 * Where kernels are known not to do what the document says.
 *
 * @param name its name
 * @param rules regular expression over ids of rules
 * @param fromKernel first kernel it is true of
 * @param untilKernel first kernel it is no longer true of, empty when it still is
 * @param effect ignore: the rule is not judged; except: a call that breaks it is counted as excepted; accept-other: another lock
 *     will do, which {@link LockName#classPattern()} names; rename and at-least: no more than a name or a mode
 * @param reason what the kernel does instead; {@link DocumentedLocks#citations(String)} says where that is to be seen
 */
public record Disagreement(
        String name, String rules, String fromKernel, String untilKernel, String effect, String reason) {
    /** Whether it is about a rule. */
    public boolean about(String rule) {
        return rule.matches(rules);
    }
}
