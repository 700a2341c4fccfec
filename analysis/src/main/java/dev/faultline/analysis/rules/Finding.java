// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One violation.
 *
 * @param rule id of the rule
 * @param ts when it was first seen, on the trace clock; {@code null} when it has no moment
 * @param cpu cpu it was seen on, {@code null} when it belongs to none
 * @param tid thread that did it, {@code null} when it belongs to none
 * @param subject what it is about: a file, a device, a cpu buffer
 * @param message one sentence for people
 * @param evidence the rule's other columns, in its order
 */
public record Finding(
        String rule,
        @Nullable Long ts,
        @Nullable Integer cpu,
        @Nullable Integer tid,
        String subject,
        String message,
        Map<String, @Nullable Object> evidence) {}
