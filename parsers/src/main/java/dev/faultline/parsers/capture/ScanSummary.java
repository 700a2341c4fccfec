// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a scan saw.
 *
 * @param records records walked over, selected or not; sub-buffers that lie wholly outside the window are not walked
 * @param firstTs smallest ts of any record walked over, {@code null} without records
 * @param lastTs largest ts of any record walked over, {@code null} without records
 * @param recordsPerEvent records walked over by {@link dev.faultline.parsers.schema.EventSchema#qualifiedName()}, only
 *     events that occurred, in the order of {@link Capture#schemas()}
 */
public record ScanSummary(
        long records, @Nullable Long firstTs, @Nullable Long lastTs, Map<String, Long> recordsPerEvent) {}
