// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.analysis.beside.Companions;
import dev.faultline.analysis.beside.LockStat;
import dev.faultline.analysis.beside.LockdepReport;
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
import dev.faultline.parsers.metadata.MemoryMap;
import dev.faultline.parsers.metadata.Mount;
import dev.faultline.parsers.metadata.ProcFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes what a capture says about itself into the tables every store has. */
final class FixedTables {
    /** Tables that say what a capture says of itself. */
    static final List<String> OF_CAPTURE = List.of(
            "capture",
            "capture_detail",
            "buffer",
            "cpu",
            "cpu_stat",
            "printk_format",
            "task_name",
            "lost_event",
            "parse_issue");

    /** Tables of what was saved beside a capture. */
    static final List<String> OF_FILES_BESIDE = List.of("lockdep_report", "lockdep_held", "lock_stat", "mount", "map");

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
        issues(id, capture.issues());
    }

    /** What of {@code /proc} was saved beside the capture. */
    void write(short id, ProcFiles files) {
        try (RowAppender mount = appender("mount")) {
            for (Mount m : files.mounts()) {
                mount.row(id, m.id(), m.parent(), m.dev(), m.root(), m.point(), m.type(), m.source());
            }
        }
        try (RowAppender map = appender("map")) {
            for (MemoryMap m : files.maps()) {
                map.row(id, m.pid(), m.start(), m.stop(), m.prot(), m.shared(), m.offset(), m.dev(), m.ino(), m.path());
            }
        }
        issues(id, files.issues());
    }

    private void issues(short id, List<ParseIssue> issues) {
        try (RowAppender issue = appender("parse_issue")) {
            for (ParseIssue found : issues) {
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
                    info.tool(),
                    id,
                    0L,
                    0L,
                    "its own");
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

    /** What stands in files beside the capture. */
    void writeCompanions(short id, Companions companions) throws IOException {
        try (RowAppender row = appender("lockdep_report");
                RowAppender held = appender("lockdep_held")) {
            int number = 0;
            for (LockdepReport report : companions.reports()) {
                row.row(
                        id,
                        number,
                        report.title(),
                        report.ns(),
                        report.comm(),
                        report.tid(),
                        report.action(),
                        report.lock(),
                        report.lockClass());
                for (int i = 0; i < report.held().size(); i++) {
                    held.row(
                            id,
                            number,
                            i,
                            report.held().get(i).lock(),
                            report.held().get(i).lockClass());
                }
                number++;
            }
        }
        try (RowAppender row = appender("lock_stat")) {
            for (LockStat stat : companions.statistics()) {
                row.row(Stream.concat(
                                Stream.of(id, stat.name(), stat.lockClass(), stat.mode()), stat.numbers().stream())
                        .toArray());
            }
        }
    }

    private RowAppender appender(String table) {
        return new RowAppender(store.connection(), table);
    }
}
