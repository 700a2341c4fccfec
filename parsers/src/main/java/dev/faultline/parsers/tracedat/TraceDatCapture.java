// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.ClockFacts;
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
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.metadata.OwnEvents;
import dev.faultline.parsers.ringbuffer.BufferScan;
import dev.faultline.parsers.ringbuffer.RecordCounts;
import dev.faultline.parsers.ringbuffer.RecordLayout;
import dev.faultline.parsers.schema.EventSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A trace.dat file opened for reading. */
final class TraceDatCapture implements Capture {
    private final Contents contents;
    private final CaptureInfo info;
    private final BufferSet buffers;
    private final List<EventSchema> schemas;
    private final OwnEvents own;
    private final List<CpuStats> cpuStats;
    private List<LostEvents> losses = List.of();
    private List<ParseIssue> scanIssues = List.of();
    private ScanEffort effort = ScanEffort.NONE;

    TraceDatCapture(Contents contents) throws IOException {
        this.contents = contents;
        this.buffers = BufferSet.of(contents);
        this.info = CaptureFacts.of(contents, buffers.list());
        this.own = OwnEvents.like(contents.schemas);
        this.schemas = own.appendedTo(contents.schemas);
        this.cpuStats = CaptureFacts.cpuStats(contents, buffers.list());
    }

    @Override
    public CaptureInfo info() {
        return info;
    }

    @Override
    public ClockFacts clockFacts() {
        return contents.options.clockFacts();
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
        return cpuStats;
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
        RecordLayout layout = RecordLayout.of(contents.header.order(), contents.page(), contents.schemas);
        BufferScan scan = new BufferScan(layout, ClockMap.of(contents.options), schemas, own.unknown());
        BufferScan.Result result = scan.run(buffers.cpus(), selection, workers, sink);
        RecordCounts counts = new RecordCounts(result.seen(), contents.schemas, own);
        List<ParseIssue> found = new ArrayList<>(result.issues());
        found.addAll(counts.unknown(contents.file.name()));
        TextLines texts = new TextLines(contents, own.unparsed(), schemas.indexOf(own.unparsed()));
        long lines = texts.scan(selection, buffers.ringBuffers(), sink);
        losses = result.losses();
        effort = result.effort();
        scanIssues = List.copyOf(found);
        List<Long> span = result.span();
        return new ScanSummary(
                result.records() + lines,
                span.isEmpty() ? null : span.get(0),
                span.isEmpty() ? null : span.get(1),
                counts.perEvent(lines));
    }

    @Override
    public ScanEffort effort() {
        return effort;
    }

    @Override
    public void close() throws IOException {
        try {
            for (CaptureFile cpu : contents.cpuFiles) {
                cpu.close();
            }
        } finally {
            contents.file.close();
        }
    }
}
