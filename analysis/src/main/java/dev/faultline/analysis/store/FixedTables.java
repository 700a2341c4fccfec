// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.ClockUnit;
import dev.faultline.parsers.capture.CpuStats;
import dev.faultline.parsers.capture.LostEvents;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.PrintkFormat;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.TaskName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Writes what a capture says about itself into the tables every store has. */
final class FixedTables {
    private final StoreFile store;

    FixedTables(StoreFile store) {
        this.store = store;
    }

    /** Statements that make the tables, empty. */
    static String sql() throws IOException {
        try (InputStream in = FixedTables.class.getResourceAsStream("tables.sql")) {
            return new String(Objects.requireNonNull(in, "tables.sql").readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Everything but {@code event_schema} and {@code symbol}, after the capture was scanned. */
    void write(short id, Capture capture, ScanSummary summary) {
        capture(id, capture, summary);
        buffers(id, capture);
        statistics(id, capture);
        try (RowAppender task = appender("task_name")) {
            for (TaskName name : capture.tasks()) {
                task.row(id, name.tid(), name.tgid(), name.comm(), name.fromTs());
            }
        }
        try (RowAppender lost = appender("lost_event")) {
            for (LostEvents gap : capture.losses()) {
                lost.row(id, (short) gap.cpu(), (byte) gap.bufferId(), gap.afterTs(), gap.beforeTs(), gap.count());
            }
        }
        try (RowAppender issue = appender("parse_issue")) {
            for (ParseIssue found : capture.issues()) {
                issue.row(id, found.kind(), found.path(), found.offset(), found.detail());
            }
        }
    }

    private void capture(short id, Capture capture, ScanSummary summary) {
        CaptureInfo info = capture.info();
        try (RowAppender row = appender("capture")) {
            row.row(
                    id,
                    info.path(),
                    info.format(),
                    info.version(),
                    info.kernelRelease(),
                    info.machine(),
                    info.hostname(),
                    info.clock(),
                    info.clockUnit() == ClockUnit.NS ? "ns" : "count",
                    summary.firstTs(),
                    summary.lastTs(),
                    summary.records(),
                    (int) capture.buffers().stream()
                            .flatMap(b -> b.cpus().stream())
                            .distinct()
                            .count(),
                    info.pageSize(),
                    (byte) info.longSize(),
                    info.byteOrder() == ByteOrder.LITTLE_ENDIAN ? "little" : "big",
                    info.commandLine(),
                    info.tool());
        }
        try (RowAppender detail = appender("capture_detail")) {
            info.details().forEach((name, value) -> detail.row(id, name, value));
        }
    }

    private void buffers(short id, Capture capture) {
        try (RowAppender buffer = appender("buffer");
                RowAppender cpu = appender("cpu")) {
            for (Buffer b : capture.buffers()) {
                buffer.row(id, (byte) b.id(), b.name(), b.clock(), b.subBufferSize());
                b.cpus().forEach(number -> cpu.row(id, (byte) b.id(), number.shortValue()));
            }
        }
    }

    private void statistics(short id, Capture capture) {
        try (RowAppender row = appender("cpu_stat")) {
            for (CpuStats stats : capture.cpuStats()) {
                stats.values()
                        .forEach((name, value) ->
                                row.row(id, (byte) stats.bufferId(), (short) stats.cpu(), name, value));
            }
        }
        try (RowAppender row = appender("printk_format")) {
            for (PrintkFormat format : capture.printkFormats()) {
                row.row(id, format.address(), format.text());
            }
        }
    }

    private RowAppender appender(String table) {
        return new RowAppender(store.connection(), table);
    }
}
