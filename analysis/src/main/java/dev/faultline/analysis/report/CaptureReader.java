// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.CaptureName;
import dev.faultline.analysis.chart.Note;
import dev.faultline.analysis.report.CaptureFacts.EventCount;
import dev.faultline.analysis.report.CaptureFacts.Issue;
import dev.faultline.analysis.report.CaptureFacts.Loss;
import dev.faultline.analysis.store.TraceDatabase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a report says about its captures from the fixed tables. */
final class CaptureReader {
    private static final String CAPTURES = """
            SELECT
              capture_id, path, clock_unit = 'ns', start_ts, end_ts, cpus, records, kernel_release,
              concat_ws(' ', format, version), machine, hostname, clock, endianness, long_size, page_size, tool, command_line
            FROM capture
            ORDER BY capture_id
            """;
    private static final String EVENTS = """
            SELECT system || ':' || event, any_value(recorded)
            FROM event_schema
            WHERE capture_id = ? AND recorded > 0
            GROUP BY ALL
            ORDER BY 2 DESC, 1
            """;
    private static final String LOSSES = """
            SELECT l.cpu, coalesce(b.name, ''), l.after_ts, l.before_ts, l.count
            FROM lost_event AS l
            LEFT JOIN buffer AS b
              ON b.capture_id = l.capture_id
              AND b.buffer_id = l.buffer_id
            WHERE l.capture_id = ?
            ORDER BY l.after_ts NULLS FIRST, l.cpu, l.buffer_id
            """;
    private static final String ISSUES = """
            SELECT kind, path, "offset", detail
            FROM parse_issue
            WHERE capture_id = ?
            ORDER BY path, "offset", kind, detail
            """;

    private final TraceDatabase database;

    CaptureReader(TraceDatabase database) {
        this.database = database;
    }

    List<CaptureFacts> captures() {
        return database.query(CAPTURES).all().stream().map(this::capture).toList();
    }

    private CaptureFacts capture(@Nullable Object[] row) {
        int id = (int) Rows.number(row, 0);
        return new CaptureFacts(
                id,
                CaptureName.of(Rows.text(row, 1, "capture")),
                stated(row),
                Rows.textOrNull(row, 7),
                Boolean.TRUE.equals(row[2]),
                Rows.numberOrNull(row, 3),
                Rows.numberOrNull(row, 4),
                (int) Rows.number(row, 5),
                Rows.number(row, 6),
                database.query(EVENTS, id).all().stream()
                        .map(e -> new EventCount(Rows.text(e, 0, ""), Rows.number(e, 1)))
                        .toList(),
                database.query(LOSSES, id).all().stream()
                        .map(CaptureReader::loss)
                        .toList(),
                database.query(ISSUES, id).all().stream()
                        .map(CaptureReader::issue)
                        .toList());
    }

    private static List<Note> stated(@Nullable Object[] row) {
        String[] labels = {
            "file",
            "format",
            "kernel",
            "machine",
            "host",
            "trace clock",
            "byte order",
            "long",
            "page size",
            "recorded with",
            "command"
        };
        int[] columns = {1, 8, 7, 9, 10, 11, 12, 13, 14, 15, 16};
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            String unit = columns[i] == 13 || columns[i] == 14 ? " bytes" : "";
            String value = Rows.textOrNull(row, columns[i]);
            notes.add(new Note(labels[i], value == null ? "not stated" : value + unit));
        }
        return notes;
    }

    private static Loss loss(@Nullable Object[] row) {
        return new Loss(
                (int) Rows.number(row, 0),
                Rows.text(row, 1, ""),
                Rows.numberOrNull(row, 2),
                Rows.numberOrNull(row, 3),
                Rows.numberOrNull(row, 4));
    }

    private static Issue issue(@Nullable Object[] row) {
        return new Issue(Rows.text(row, 0, ""), Rows.text(row, 1, ""), Rows.number(row, 2), Rows.text(row, 3, ""));
    }
}
