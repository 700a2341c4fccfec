// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.capture.LostEvents;
import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.RecordSink;
import dev.faultline.parsers.capture.ScanEffort;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.capture.TaskName;
import dev.faultline.parsers.metadata.OwnEvents;
import dev.faultline.parsers.ringbuffer.Crew;
import dev.faultline.parsers.schema.EventSchema;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A text opened for reading. */
final class TextCapture implements Capture {
    private static final int LONG = 8;

    private final TextContents contents;
    private final @Nullable String release;
    private final EventSchema unparsed;
    private final List<EventSchema> schemas = new ArrayList<>();
    private final List<Integer> cpus;
    private List<TaskName> tasks = List.of();
    private List<LostEvents> losses = List.of();
    private List<ParseIssue> issues = List.of();
    private ScanEffort effort = ScanEffort.NONE;

    private final long firstLine;
    private final @Nullable Map<String, Integer> shared;

    /**
     * @param firstLine number of the first line, in a text of which this is a part
     * @param shared numbers of the events of perf script that other parts have, filled by a scan; {@code null} of a whole text
     */
    TextCapture(
            TextContents contents, @Nullable String release, long firstLine, @Nullable Map<String, Integer> shared) {
        this.firstLine = firstLine;
        this.shared = shared;
        this.contents = contents;
        this.release = release;
        contents.events().forEach(event -> schemas.add(event.schema()));
        this.unparsed = OwnEvents.like(List.of()).unparsed();
        schemas.add(unparsed);
        Set<Integer> seen = new TreeSet<>();
        contents.survey().stretches().forEach(stretch -> seen.addAll(stretch.cpus));
        seen.remove(Origins.NONE);
        this.cpus = List.copyOf(seen);
    }

    /** Number of lines. */
    long lines() {
        return contents.survey().stretches().stream()
                .mapToLong(stretch -> stretch.lines)
                .sum();
    }

    @Override
    public CaptureInfo info() {
        Map<String, String> details = new LinkedHashMap<>(contents.heading().details());
        details.put("lines begin with", contents.syntax().name());
        details.put("event formats", contents.schemaSource());
        return new CaptureInfo(
                contents.file().path(),
                contents.script() ? "perf script text" : "ftrace text",
                "",
                ByteOrder.LITTLE_ENDIAN,
                LONG,
                0,
                release,
                null,
                null,
                null,
                contents.unit(),
                null,
                null,
                details);
    }

    @Override
    public List<Buffer> buffers() {
        return List.of(new Buffer(0, "", null, 0, cpus));
    }

    @Override
    public List<EventSchema> schemas() {
        return List.copyOf(schemas);
    }

    @Override
    public boolean sampled(EventSchema event) {
        return contents.sampled(event);
    }

    @Override
    public List<TaskName> tasks() {
        return tasks;
    }

    @Override
    public List<LostEvents> losses() {
        return losses;
    }

    @Override
    public List<ParseIssue> issues() {
        return issues;
    }

    @Override
    public ScanSummary scan(Selection selection, int workers, RecordSink sink)
            throws IOException, InterruptedException {
        List<StretchFacts> facts = contents.survey().stretches();
        Map<String, Integer> numbers = shared == null ? new LinkedHashMap<>() : shared;
        int known = numbers.size();
        if (contents.script()) {
            ScriptEvents.hand(contents, firstLines(facts, firstLine), selection, sink, numbers);
        }
        TextScan.Request request = new TextScan.Request(
                selection,
                sink,
                firstLines(facts, firstLine),
                new LossLog[contents.stretches().size()],
                numbers);
        List<TextScan> scans = new ArrayList<>();
        for (int i = 0; i < Math.max(1, Math.min(workers, contents.stretches().size())); i++) {
            scans.add(new TextScan(contents, unparsed, request, i));
        }
        new Crew<>(wanted(selection, facts), scans).run();
        effort = new ScanEffort(
                "stretches", facts.size(), wanted(selection, facts).size());
        return summary(scans, request, numbers.size() - known);
    }

    private static long[] firstLines(List<StretchFacts> facts, long start) {
        long[] first = new long[facts.size()];
        long next = start;
        for (int i = 0; i < first.length; i++) {
            first[i] = next;
            next += facts.get(i).lines;
        }
        return first;
    }

    /** Stretches that can have a selected line. */
    private List<Stretch> wanted(Selection selection, List<StretchFacts> facts) {
        return contents.stretches().stream()
                .filter(stretch -> {
                    StretchFacts times = facts.get(stretch.number());
                    boolean untimed = times.first > times.last;
                    return untimed || (times.first <= selection.toTs() && times.last >= selection.fromTs());
                })
                .toList();
    }

    private ScanSummary summary(List<TextScan> scans, TextScan.Request request, int newNames) {
        long[] counts = new long[schemas.size()];
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        List<ParseIssue> found = new ArrayList<>();
        for (TextScan scan : scans) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] += scan.counts[i];
            }
            first = Math.min(first, scan.first);
            last = Math.max(last, scan.last);
            found.addAll(scan.issues.toRows());
        }
        found.addAll(missing(counts));
        issues = List.copyOf(found);
        tasks = TaskLog.together(scans.stream().map(scan -> scan.tasks).toList());
        losses = losses(request.losses(), contents.heading().overwritten());
        Map<String, Long> perEvent = new LinkedHashMap<>();
        if (contents.script()) {
            counts[0] = newNames;
        }
        long records = -scans.stream().mapToLong(scan -> scan.extra).sum() - (contents.script() ? counts[0] : 0);
        for (int i = 0; i < counts.length; i++) {
            records += counts[i];
            if (counts[i] > 0) {
                perEvent.merge(schemas.get(i).qualifiedName(), counts[i], Long::sum);
            }
        }
        boolean timed = first <= last;
        return new ScanSummary(
                records, timed ? Long.valueOf(first) : null, timed ? Long.valueOf(last) : null, perEvent);
    }

    private static List<LostEvents> losses(LossLog[] logs, boolean overwritten) {
        List<LossLog> read = new ArrayList<>();
        for (LossLog log : logs) {
            if (log != null) {
                read.add(log);
            }
        }
        return LossLog.together(read, overwritten);
    }

    /** The header counts the entries of the buffer: fewer lines mean that the text was cut. */
    private List<ParseIssue> missing(long[] counts) {
        long lines = 0;
        for (long count : counts) {
            lines += count;
        }
        long entries = contents.heading().inBuffer();
        IssueLog log = new IssueLog(contents.file().name());
        long seen = lines;
        boolean whole =
                wanted(Selection.everything(), contents.survey().stretches()).size()
                        == contents.stretches().size();
        if (whole
                && !contents.script()
                && entries > lines
                && !"function_graph".equals(contents.heading().tracer())) {
            log.add(IssueKind.TRUNCATED, 0, () -> seen + " events found, the heading says " + entries);
        }
        return log.toRows();
    }

    @Override
    public ScanEffort effort() {
        return effort;
    }

    @Override
    public void close() throws IOException {
        contents.file().close();
    }
}
