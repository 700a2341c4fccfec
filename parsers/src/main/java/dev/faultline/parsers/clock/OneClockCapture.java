// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.clock;

import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.ClockFacts;
import dev.faultline.parsers.capture.ClockUnit;
import dev.faultline.parsers.capture.CpuStats;
import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.LostEvents;
import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.PrintkFormat;
import dev.faultline.parsers.capture.RecordSink;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.capture.Symbol;
import dev.faultline.parsers.capture.TaskName;
import dev.faultline.parsers.schema.EventSchema;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A capture whose times are those of another capture's clock. The selection's times are too. */
public final class OneClockCapture implements Capture {
    private final Capture capture;
    private final ClockRelation relation;

    /** @param relation to the clock that times are put on */
    public OneClockCapture(Capture capture, ClockRelation relation) {
        this.capture = capture;
        this.relation = relation;
    }

    @Override
    public CaptureInfo info() {
        CaptureInfo own = capture.info();
        return relation.cycles() == null ? own : own.withClockUnit(ClockUnit.NS);
    }

    @Override
    public ClockFacts clockFacts() throws IOException {
        return capture.clockFacts();
    }

    @Override
    public List<Buffer> buffers() {
        return capture.buffers();
    }

    @Override
    public List<EventSchema> schemas() {
        return capture.schemas();
    }

    @Override
    public boolean sampled(EventSchema event) {
        return capture.sampled(event);
    }

    @Override
    public List<TaskName> tasks() {
        return capture.tasks().stream()
                .map(task -> new TaskName(task.tid(), task.tgid(), task.comm(), map(task.fromTs())))
                .toList();
    }

    @Override
    public List<Symbol> symbols() throws IOException {
        return capture.symbols();
    }

    @Override
    public List<PrintkFormat> printkFormats() {
        return capture.printkFormats();
    }

    @Override
    public List<CpuStats> cpuStats() {
        return capture.cpuStats();
    }

    @Override
    public List<LostEvents> losses() {
        return capture.losses().stream()
                .map(gap ->
                        new LostEvents(gap.cpu(), gap.bufferId(), map(gap.afterTs()), map(gap.beforeTs()), gap.count()))
                .toList();
    }

    @Override
    public List<ParseIssue> issues() {
        return capture.issues();
    }

    private @Nullable Long map(@Nullable Long ts) {
        return ts == null ? null : Long.valueOf(relation.map(ts));
    }

    @Override
    public ScanSummary scan(Selection selection, int workers, RecordSink sink)
            throws IOException, InterruptedException {
        Selection own = new Selection(
                selection.events(),
                relation.firstFrom(selection.fromTs()),
                relation.lastTo(selection.toTs()),
                selection.cpus(),
                selection.tids());
        ScanSummary summary = capture.scan(own, workers, block -> {
            block.events().forEach(this::map);
            sink.accept(block);
        });
        return new ScanSummary(
                summary.records(), map(summary.firstTs()), map(summary.lastTs()), summary.recordsPerEvent());
    }

    private void map(EventRecords records) {
        long[] stamps = records.stamps();
        for (int i = 0; i < records.count(); i++) {
            if (stamps[i] != Origins.NO_TS) {
                stamps[i] = relation.map(stamps[i]);
            }
        }
    }

    @Override
    public void close() throws IOException {
        capture.close();
    }
}
