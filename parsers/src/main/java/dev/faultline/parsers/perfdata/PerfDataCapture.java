// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.ClockFacts;
import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.capture.LostEvents;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.PrintkFormat;
import dev.faultline.parsers.capture.RecordSink;
import dev.faultline.parsers.capture.ScanEffort;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.capture.Symbol;
import dev.faultline.parsers.capture.TaskName;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.schema.EventSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A perf.data opened for reading. */
final class PerfDataCapture implements Capture {
    /** {@code rec} of the files of a directory: the number of the file is above the offset. */
    private static final int FILE_SHIFT = 48;

    private final PerfContents contents;
    private final Section data;
    private final CaptureInfo info;
    private final PerfTables tables;
    private final List<EventSchema> schemas;
    private List<TaskName> tasks;
    private List<LostEvents> losses = List.of();
    private List<ParseIssue> scanIssues = List.of();
    private ScanEffort effort = ScanEffort.NONE;

    PerfDataCapture(PerfContents contents, Section data) {
        this.contents = contents;
        this.data = data;
        this.info = PerfFacts.of(contents);
        this.tables = new PerfTables(contents.schemas, contents.events, contents.tables());
        this.schemas = tables.schemas();
        this.tasks = contents.tasks;
    }

    @Override
    public CaptureInfo info() {
        return info;
    }

    @Override
    public ClockFacts clockFacts() throws IOException {
        return PerfClock.of(contents, data);
    }

    @Override
    public List<Buffer> buffers() {
        return PerfFacts.buffers(contents, info);
    }

    @Override
    public List<EventSchema> schemas() {
        return schemas;
    }

    @Override
    public boolean sampled(EventSchema event) {
        return tables.sampled(event);
    }

    /** Saved command lines, and after a scan what COMM records said. */
    @Override
    public List<TaskName> tasks() {
        return tasks;
    }

    @Override
    public List<Symbol> symbols() throws IOException {
        return contents.symbols();
    }

    @Override
    public List<PrintkFormat> printkFormats() {
        return contents.printkFormats;
    }

    @Override
    public List<LostEvents> losses() {
        return losses;
    }

    @Override
    public List<ParseIssue> issues() {
        List<ParseIssue> all = new ArrayList<>(contents.issues.toRows());
        all.addAll(scanIssues);
        return all;
    }

    @Override
    public ScanSummary scan(Selection selection, int workers, RecordSink sink)
            throws IOException, InterruptedException {
        List<IssueLog> logs = new ArrayList<>();
        List<RecordStream> streams = streams(logs);
        try {
            PerfScan scan = new PerfScan(contents, tables, streams);
            Counts counts = scan.run(selection, workers, sink);
            effort = new ScanEffort("records", counts.records, counts.decoded);
            ScanResult result = new ScanResult(contents, scan.reports());
            boolean truncated = streams.stream().anyMatch(RecordStream::truncated);
            losses = result.losses(truncated);
            tasks = result.tasks();
            scanIssues = result.issues(logs, counts);
            boolean timed = counts.first <= counts.last;
            return new ScanSummary(
                    counts.records,
                    timed ? Long.valueOf(counts.first) : null,
                    timed ? Long.valueOf(counts.last) : null,
                    ScanResult.perEvent(counts, tables));
        } finally {
            streams.forEach(RecordStream::close);
        }
    }

    private List<RecordStream> streams(List<IssueLog> logs) {
        List<RecordStream> streams = new ArrayList<>();
        streams.add(stream(contents.file, data, 0, logs));
        for (DataPart part : contents.parts) {
            long base = (long) streams.size() << FILE_SHIFT;
            streams.add(stream(part.file(), part.data(), base, logs));
        }
        return streams;
    }

    private RecordStream stream(CaptureFile file, Section records, long base, List<IssueLog> logs) {
        IssueLog log = new IssueLog(file.name());
        logs.add(log);
        return new RecordStream(file, contents.header.order(), records, base, true, log);
    }

    @Override
    public ScanEffort effort() {
        return effort;
    }

    @Override
    public void close() throws IOException {
        try {
            DirectoryParts.close(contents);
        } finally {
            contents.file.close();
        }
    }
}
