// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import dev.faultline.analysis.store.CaptureRow;
import dev.faultline.analysis.store.TraceDatabase;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads from the database what every chart prints about its capture. */
final class CaptureContext {
    /** Event systems that belong to one filesystem. */
    private static final String FILESYSTEMS =
            "'ext4', 'xfs', 'btrfs', 'f2fs', 'nfs', 'nfs4', 'fuse', 'gfs2', 'ocfs2', 'erofs'";

    /** Views that must be installed. */
    static final List<String> VIEWS = List.of("mkwrite");

    private CaptureContext() {}

    static ChartFacts of(TraceDatabase database, CaptureRow capture) {
        String path = capture.path();
        String kernel = capture.kernelRelease();
        Long start = capture.startTs();
        return new ChartFacts(
                CaptureName.of(path),
                kernel == null ? "not stated" : kernel,
                filesystem(database, capture.id()),
                losses(database, capture.id()),
                coverage(database, capture),
                overhead(database, capture.id()),
                start == null ? 0 : start);
    }

    /** The filesystems whose page_mkwrite was called; where none was seen, those whose events were recorded. */
    private static String filesystem(TraceDatabase database, int id) {
        String called = joined(database, """
                SELECT DISTINCT CASE WHEN function = 'filemap_page_mkwrite' THEN 'generic' ELSE split_part(function, '_', 1) END
                FROM mkwrite
                WHERE capture_id = ? AND level = 'fs'
                ORDER BY 1
                """, id);
        if (!called.isEmpty()) {
            return called;
        }
        String recorded = joined(
                database,
                "SELECT DISTINCT system FROM event_schema WHERE capture_id = ? AND recorded > 0 AND system IN ("
                        + FILESYSTEMS + ") ORDER BY 1",
                id);
        return recorded.isEmpty() ? "not stated" : recorded;
    }

    /** The class of the dearest thing recorded: evidence.md's classes, to be measured on the machine itself. */
    private static String overhead(TraceDatabase database, int id) {
        String dearest = joined(database, """
                SELECT CASE MAX(CASE
                  WHEN system = 'lock' AND event IN ('lock_acquire', 'lock_release') THEN 5
                  WHEN system = 'ftrace' AND event IN ('funcgraph_entry', 'funcgraph_exit') THEN 4
                  WHEN system = 'ftrace' AND event = 'function' THEN 4
                  WHEN system IN ('kprobes', 'probe', 'fprobes') OR system LIKE 'probe%' THEN 3
                  WHEN system IN ('exceptions', 'sched', 'raw_syscalls', 'syscalls') THEN 2
                  WHEN recorded > 0 THEN 1
                END)
                WHEN 5 THEN 'very high (every lock; times are not those of production)'
                WHEN 4 THEN 'high (function tracer)'
                WHEN 3 THEN 'medium (probes)'
                WHEN 2 THEN 'medium (frequent tracepoints)'
                WHEN 1 THEN 'low (tracepoints)'
                END
                FROM event_schema
                WHERE capture_id = ? AND recorded > 0
                """, id);
        return dearest.isEmpty() || dearest.equals("null") ? "not known" : dearest;
    }

    private static String joined(TraceDatabase database, String sql, int id) {
        return database.query(sql, id).all().stream()
                .map(row -> String.valueOf(row[0]))
                .collect(Collectors.joining(", "));
    }

    private static String losses(TraceDatabase database, int id) {
        @Nullable
        Object[] row = database.query(
                        "SELECT count(*), count(count), coalesce(sum(count), 0) FROM lost_event WHERE capture_id = ?",
                        id)
                .all()
                .get(0);
        return LostEventsText.of(number(row[0]), number(row[1]), number(row[2]));
    }

    /** The share of the span in which no cpu buffer lost anything. */
    private static String coverage(TraceDatabase database, CaptureRow capture) {
        Long start = capture.startTs();
        Long end = capture.endTs();
        if (start == null || end == null || end <= start) {
            return "no span";
        }
        List<@Nullable Object[]> gaps =
                database.query("""
                        SELECT coalesce(after_ts, ?) AS from_ts, coalesce(before_ts, ?) AS to_ts
                        FROM lost_event
                        WHERE capture_id = ?
                        ORDER BY from_ts, to_ts
                        """, start, end, capture.id()).all();
        long lost = 0;
        long until = start;
        for (@Nullable Object[] gap : gaps) {
            long from = Math.max(until, number(gap[0]));
            long to = Math.min(end, number(gap[1]));
            lost += Math.max(0, to - from);
            until = Math.max(until, to);
        }
        return lost == 0
                ? "whole span"
                : String.format(
                        Locale.ROOT,
                        "%.1f %% of the span",
                        Math.floor(1000.0 * (end - start - lost) / (end - start)) / 10);
    }

    private static long number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).longValue();
    }
}
