// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.Note;
import dev.faultline.analysis.chart.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report says about one capture.
 *
 * @param id {@code capture_id}
 * @param name file name
 * @param stated what the container states about itself, in the order it is printed
 * @param kernel kernel release, {@code null} when not stated
 * @param nanoseconds whether ts and durations are in nanoseconds
 * @param startTs smallest ts, {@code null} without records
 * @param endTs largest ts, {@code null} without records
 * @param cpus number of cpus with data
 * @param records records walked over, decoded or not
 * @param events events with at least one row
 * @param losses gaps of the cpu buffers
 * @param issues recoverable defects
 */
public record CaptureFacts(
        int id,
        String name,
        List<Note> stated,
        @Nullable String kernel,
        boolean nanoseconds,
        @Nullable Long startTs,
        @Nullable Long endTs,
        int cpus,
        long records,
        List<EventCount> events,
        List<Loss> losses,
        List<Issue> issues) {
    /** An event {@code system:name} and the rows loaded of it. */
    public record EventCount(String event, long rows) {}

    /**
     * A gap of one cpu buffer.
     *
     * @param buffer instance name, empty for the top buffer
     * @param afterTs last ts before it, {@code null} at the start
     * @param beforeTs first ts after it, {@code null} at the end
     * @param count events lost, {@code null} when the capture does not say
     */
    public record Loss(
            int cpu,
            String buffer,
            @Nullable Long afterTs,
            @Nullable Long beforeTs,
            @Nullable Long count) {}

    /** A recoverable defect: what kind, where, and what was found and expected. */
    public record Issue(String kind, String path, long offset, String detail) {}

    /** Copies the lists. */
    public CaptureFacts {
        stated = List.copyOf(stated);
        events = List.copyOf(events);
        losses = List.copyOf(losses);
        issues = List.copyOf(issues);
    }

    /** Span from the first to the last record in the clock's unit, 0 without records. */
    long span() {
        return startTs == null || endTs == null ? 0 : endTs - startTs;
    }

    /** A moment as the time since the first record. */
    Cell since(@Nullable Long ts) {
        if (ts == null || startTs == null) {
            return Cell.of("not known");
        }
        return Cell.of(ts - startTs, nanoseconds ? Unit.NANOSECONDS : Unit.COUNT);
    }
}
