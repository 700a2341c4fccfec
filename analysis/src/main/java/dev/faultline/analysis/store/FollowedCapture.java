// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.LostEvents;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.RecordSink;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.capture.TaskName;
import dev.faultline.parsers.schema.EventSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the pieces of a capture say of it together, as far as they have been read. */
final class FollowedCapture implements Capture {
    private static final int MOST_ISSUES = 10_000;

    private final Map<String, EventSchema> schemas = new LinkedHashMap<>();
    private final Map<String, TaskName> tasks = new LinkedHashMap<>();
    private final List<LostEvents> losses = new ArrayList<>();
    private final List<ParseIssue> issues = new ArrayList<>();
    private final Map<String, Long> recorded = new LinkedHashMap<>();
    private final Set<Integer> cpus = new TreeSet<>();
    private @Nullable Capture last;
    private long records;
    private @Nullable Long first;
    private @Nullable Long end;

    /** Adds a piece that was scanned. */
    void add(Capture piece, ScanSummary summary) {
        last = piece;
        piece.schemas().forEach(event -> schemas.putIfAbsent(event.qualifiedName(), event));
        piece.tasks().forEach(task -> tasks.putIfAbsent(task.tid() + " " + task.comm(), task));
        losses.addAll(piece.losses());
        List<ParseIssue> found = piece.issues();
        issues.addAll(found.subList(0, Math.min(found.size(), MOST_ISSUES - Math.min(MOST_ISSUES, issues.size()))));
        summary.recordsPerEvent().forEach((event, count) -> recorded.merge(event, count, Long::sum));
        piece.buffers().forEach(buffer -> cpus.addAll(buffer.cpus()));
        records += summary.records();
        first = nearest(first, summary.firstTs(), true);
        end = nearest(end, summary.lastTs(), false);
    }

    private static @Nullable Long nearest(@Nullable Long a, @Nullable Long b, boolean smaller) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return smaller ? Math.min(a, b) : Math.max(a, b);
    }

    /** Whether there was a piece. */
    boolean begun() {
        return last != null;
    }

    ScanSummary summary() {
        return new ScanSummary(records, first, end, recorded);
    }

    private Capture piece() {
        return Objects.requireNonNull(last, "no piece yet");
    }

    @Override
    public CaptureInfo info() {
        return piece().info();
    }

    @Override
    public List<Buffer> buffers() {
        return piece().buffers().stream()
                .map(b -> new Buffer(b.id(), b.name(), b.clock(), b.subBufferSize(), List.copyOf(cpus)))
                .toList();
    }

    @Override
    public List<EventSchema> schemas() {
        return List.copyOf(schemas.values());
    }

    @Override
    public List<TaskName> tasks() {
        return List.copyOf(tasks.values());
    }

    @Override
    public List<LostEvents> losses() {
        return List.copyOf(losses);
    }

    @Override
    public List<ParseIssue> issues() {
        return List.copyOf(issues);
    }

    /** The pieces were scanned as they came. */
    @Override
    public ScanSummary scan(Selection selection, int workers, RecordSink sink) throws IOException {
        return summary();
    }

    @Override
    public void close() {}
}
