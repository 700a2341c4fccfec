// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis;

import dev.faultline.analysis.store.Availability;
import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.CpuStats;
import dev.faultline.parsers.capture.LostEvents;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.RecordSink;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.GivenFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in a capture, found by walking its records without decoding them.
 *
 * @param info what the capture says about itself
 * @param buffers its ring buffers
 * @param stats what the kernel counted per cpu, where the capture keeps it
 * @param scan records seen, first and last ts
 * @param events every declared event, those with most records first, then by name
 * @param losses gaps
 * @param issues defects
 */
public record Inspection(
        CaptureInfo info,
        List<Buffer> buffers,
        List<CpuStats> stats,
        ScanSummary scan,
        List<EventCount> events,
        List<LostEvents> losses,
        List<ParseIssue> issues) {
    /**
     * An event and how often it was recorded.
     *
     * @param system event system
     * @param name event name
     * @param records records in the capture
     */
    public record EventCount(String system, String name, long records) {
        /** RECORDED or SILENT; an event that is not declared is not listed. */
        public Availability availability() {
            return records > 0 ? Availability.RECORDED : Availability.SILENT;
        }
    }

    /**
     * Walks a capture.
     *
     * @param window times and cpus to walk; records of other threads or events are counted all the same
     * @throws IOException when it cannot be read at all; the exception names file, place, found and expected
     */
    public static Inspection of(Path path, Selection window, int threads) throws IOException, InterruptedException {
        return of(path, window, threads, null);
    }

    /**
     * As {@link #of(Path, Selection, int)}, with formats for a text.
     *
     * @param formats what it is read with, {@code null} for what lies beside it or belongs to its kernel
     */
    public static Inspection of(Path path, Selection window, int threads, @Nullable GivenFormats formats)
            throws IOException, InterruptedException {
        try (Capture capture = CaptureFormats.open(path, formats)) {
            ScanSummary scan = capture.scan(window.withEvents(event -> false), threads, RecordSink.none());
            return new Inspection(
                    capture.info(),
                    capture.buffers(),
                    capture.cpuStats(),
                    scan,
                    counts(capture.schemas(), scan),
                    capture.losses(),
                    capture.issues());
        }
    }

    private static List<EventCount> counts(List<EventSchema> schemas, ScanSummary scan) {
        return schemas.stream()
                .map(event -> new EventCount(
                        event.system(), event.name(), scan.recordsPerEvent().getOrDefault(event.qualifiedName(), 0L)))
                .sorted(Comparator.comparingLong(EventCount::records)
                        .reversed()
                        .thenComparing(EventCount::system)
                        .thenComparing(EventCount::name))
                .toList();
    }

    /** Events with records. */
    public List<EventCount> recorded() {
        return events.stream().filter(event -> event.records() > 0).toList();
    }
}
