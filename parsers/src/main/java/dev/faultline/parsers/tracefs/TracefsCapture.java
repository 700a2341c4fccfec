// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.CpuStats;
import dev.faultline.parsers.capture.LostEvents;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.PrintkFormat;
import dev.faultline.parsers.capture.RecordSink;
import dev.faultline.parsers.capture.ScanEffort;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.capture.Symbol;
import dev.faultline.parsers.capture.TaskName;
import dev.faultline.parsers.metadata.OwnEvents;
import dev.faultline.parsers.ringbuffer.BufferScan;
import dev.faultline.parsers.ringbuffer.RecordCounts;
import dev.faultline.parsers.ringbuffer.RecordLayout;
import dev.faultline.parsers.ringbuffer.TimeMap;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.HeaderPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A saved tracefs opened for reading. */
final class TracefsCapture implements Capture {
    private final TracefsContents contents;
    private final HeaderPage page;
    private final RawBuffers buffers;
    private final CaptureInfo info;
    private final OwnEvents own;
    private final List<EventSchema> schemas;
    private List<LostEvents> losses = List.of();
    private List<ParseIssue> scanIssues = List.of();
    private ScanEffort effort = ScanEffort.NONE;

    private TracefsCapture(TracefsContents contents, HeaderPage page, RawBuffers buffers) {
        this.contents = contents;
        this.page = page;
        this.buffers = buffers;
        this.info = TracefsFacts.of(contents, page, buffers);
        this.own = OwnEvents.like(contents.schemas);
        this.schemas = own.appendedTo(contents.schemas);
    }

    /** Opens what the tree holds; the capture closes it, or this method does on failure. */
    static Capture open(SavedTree tree) throws IOException {
        TracefsContents contents = new TracefsContents(tree);
        boolean opened = false;
        try {
            TracefsReader reader = new TracefsReader(contents);
            HeaderPage page = reader.read();
            Capture capture = new TracefsCapture(contents, page, RawBuffers.of(contents, reader, page));
            opened = true;
            return capture;
        } finally {
            if (!opened) {
                contents.close();
            }
        }
    }

    @Override
    public CaptureInfo info() {
        return info;
    }

    @Override
    public List<Buffer> buffers() {
        return buffers.list();
    }

    @Override
    public List<EventSchema> schemas() {
        return schemas;
    }

    @Override
    public List<TaskName> tasks() {
        return contents.tasks;
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
    public List<CpuStats> cpuStats() {
        return List.copyOf(contents.cpuStats);
    }

    @Override
    public List<LostEvents> losses() {
        return losses;
    }

    @Override
    public synchronized List<ParseIssue> issues() {
        List<ParseIssue> all = contents.issues.toRows();
        all.addAll(scanIssues);
        return all;
    }

    @Override
    public ScanSummary scan(Selection selection, int workers, RecordSink sink)
            throws IOException, InterruptedException {
        RecordLayout layout = RecordLayout.of(buffers.order(), page, contents.schemas);
        BufferScan scan = new BufferScan(layout, TimeMap.plus(0), schemas, own.unknown());
        BufferScan.Result result = scan.run(buffers.cpus(), selection, workers, sink);
        RecordCounts counts = new RecordCounts(result.seen(), contents.schemas, own);
        List<ParseIssue> found = new ArrayList<>(result.issues());
        found.addAll(counts.unknown(info.path().toString()));
        losses = result.losses();
        effort = result.effort();
        scanIssues = List.copyOf(found);
        List<Long> span = result.span();
        return new ScanSummary(
                result.records(),
                span.isEmpty() ? null : span.get(0),
                span.isEmpty() ? null : span.get(1),
                counts.perEvent(0));
    }

    @Override
    public ScanEffort effort() {
        return effort;
    }

    @Override
    public void close() throws IOException {
        contents.close();
    }
}
