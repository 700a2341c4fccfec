// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import org.jspecify.annotations.Nullable;

/**
 * A row of table {@code capture}, as far as messages and headings need it.
 *
 * @param id {@code capture_id}
 * @param path where the capture was when it was loaded
 * @param format format and version
 * @param kernelRelease {@code uname -r}, where the capture has it
 * @param clock trace clock, where the capture has it
 * @param nanoseconds whether {@code ts} is in nanoseconds
 * @param startTs smallest ts, {@code null} without records
 * @param endTs largest ts, {@code null} without records
 */
public record CaptureRow(
        int id,
        String path,
        String format,
        @Nullable String kernelRelease,
        @Nullable String clock,
        boolean nanoseconds,
        @Nullable Long startTs,
        @Nullable Long endTs) {}
