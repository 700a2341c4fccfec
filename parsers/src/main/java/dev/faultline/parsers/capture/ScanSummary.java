// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import org.jspecify.annotations.Nullable;

/**
 * What a scan saw.
 *
 * @param records records walked over, selected or not
 * @param firstTs smallest ts of any record, {@code null} without records
 * @param lastTs largest ts of any record, {@code null} without records
 */
public record ScanSummary(
        long records, @Nullable Long firstTs, @Nullable Long lastTs) {}
