// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import org.jspecify.annotations.Nullable;

/**
 * A name the capture gives a thread.
 *
 * @param tid thread id
 * @param tgid thread group id, where the capture has it
 * @param comm name
 * @param fromTs first ts at which the name holds, {@code null} when the capture does not say
 */
public record TaskName(
        int tid,
        @Nullable Integer tgid,
        String comm,
        @Nullable Long fromTs) {}
