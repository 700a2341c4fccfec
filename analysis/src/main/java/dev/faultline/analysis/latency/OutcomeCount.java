// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import org.jspecify.annotations.Nullable;

/**
 * Calls that are in no distribution, because they did not succeed.
 *
 * @param outcome retry, nopage, sigbus, oom or error
 * @param calls how many
 * @param longest the longest of them [ns]; {@code null} when none was seen to end
 */
public record OutcomeCount(
        int captureId,
        String metric,
        String function,
        String outcome,
        long calls,
        @Nullable Long longest) {}
