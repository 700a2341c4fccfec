// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

import org.jspecify.annotations.Nullable;

/**
 * One record of a perf.data.
 *
 * @param bytes header and content
 * @param behind what follows it without being counted in its size
 * @param attr whose samples it is one of, or whose trailer it has; {@code null} for a record of the recorder
 * @param places of its parts
 * @param event the tracepoint's record in it, or {@code null}
 */
@SuppressWarnings("ArrayRecordComponent")
public record RawPerfRecord(
        byte[] bytes,
        byte[] behind,
        @Nullable RawPerfAttr attr,
        RawPerfAttr.Places places,
        @Nullable RawRecord event) {}
