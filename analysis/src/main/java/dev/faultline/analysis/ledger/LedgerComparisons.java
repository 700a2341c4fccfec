// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.ledger;

import dev.faultline.analysis.store.CaptureRow;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds the ledger against what the kernel counted. */
final class LedgerComparisons {
    private static final long PAGE = 4096;

    /** Two counts of the same pages; {@code null} where one was not recorded. */
    private record Pair(
            String what,
            String against,
            @Nullable Object ours,
            @Nullable Object theirs) {}

    private final TraceDatabase database;
    private final List<LedgerComparison> comparisons = new ArrayList<>();

    LedgerComparisons(TraceDatabase database) {
        this.database = database;
    }

    List<LedgerComparison> all() throws IOException {
        for (CaptureRow capture : database.captures()) {
            counters(capture.id());
            ProcFiles files = new ProcFiles(Path.of(capture.path()));
            vmstat(capture.id(), files);
            io(capture.id(), files);
        }
        return comparisons;
    }

    /** Page events between the first and the last sample of global_dirty_state, against the growth between them. */
    private void counters(int capture) {
        database.query("""
                        SELECT
                          sum(e.pages) FILTER (e.kind = 'dirtied'),
                          sum(e.pages) FILTER (e.kind = 'writeback_ended'),
                          any_value(c.dirtied),
                          any_value(c.written),
                          any_value(c.tolerance) // 125
                        FROM counter_ledger AS c
                        JOIN page_event AS e
                          ON e.capture_id = c.capture_id AND e.ts BETWEEN c.from_ts AND c.to_ts
                        WHERE c.capture_id = ? AND c.samples > 1
                        HAVING count(*) > 0
                        """, capture).forEach(row -> {
            Tolerance tolerance = Tolerance.ofCounters(number(row[4]));
            add(capture, new Pair("dirtied", "global_dirty_state", row[0], row[2]), tolerance);
            add(capture, new Pair("written", "global_dirty_state", row[1], row[3]), tolerance);
        });
    }

    private void vmstat(int capture, ProcFiles files) throws IOException {
        Optional<Long> dirtied = files.vmstat("nr_dirtied");
        Optional<Long> written = files.vmstat("nr_written");
        if (dirtied.isEmpty() || written.isEmpty()) {
            return;
        }
        Object[] sums = database.query("""
                        SELECT max(dirtied), max(written)
                        FROM page_ledger
                        WHERE capture_id = ? AND scope = 'capture'
                        """, capture).all().get(0);
        boolean throttled =
                number(database.query("SELECT count(*) FROM throttle WHERE capture_id = ? AND pause_ns > 0", capture)
                                .all()
                                .get(0)[0])
                        > 0;
        add(capture, new Pair("dirtied", "vmstat", sums[0], dirtied.get()), of(capture, dirtied.get(), throttled));
        add(capture, new Pair("written", "vmstat", sums[1], written.get()), of(capture, written.get(), throttled));
    }

    /** Throttled writers dirty while the files of /proc are read: the counters' own drift applies. */
    private Tolerance of(int capture, long signal, boolean throttled) {
        Tolerance pages = Tolerance.ofPages(signal);
        if (!throttled) {
            return pages;
        }
        Object[] cpus = database.query("SELECT count(DISTINCT cpu) FROM cpu WHERE capture_id = ?", capture)
                .all()
                .get(0);
        Tolerance drift = Tolerance.ofCounters(number(cpus[0]));
        return drift.pages() > pages.pages() ? drift : pages;
    }

    /** What a process dirtied and dropped, threads together, against /proc/PID/io (task_io_account_write, direct I/O besides). */
    private void io(int capture, ProcFiles files) throws IOException {
        for (Map.Entry<Integer, Long> process : files.io("write_bytes").entrySet()) {
            compareProcess(capture, process.getKey(), "dirtied", "write_bytes", process.getValue());
        }
        for (Map.Entry<Integer, Long> process :
                files.io("cancelled_write_bytes").entrySet()) {
            compareProcess(capture, process.getKey(), "cancelled", "cancelled_write_bytes", process.getValue());
        }
    }

    private void compareProcess(int capture, int pid, String column, String counter, long bytes) {
        String redirtied = column.equals("dirtied") ? " + redirtied" : "";
        Object[] sum = database.query(
                        "SELECT sum(" + column + redirtied
                                + ") FROM page_ledger WHERE capture_id = ? AND scope = 'thread' AND (tid = ?"
                                + " OR tid IN (SELECT tid FROM task WHERE capture_id = ? AND tgid = ?))",
                        capture,
                        pid,
                        capture,
                        pid)
                .all()
                .get(0);
        long pages = bytes / PAGE;
        String against = counter + " of process " + pid;
        add(capture, new Pair(column, against, sum[0] == null ? 0L : sum[0], pages), Tolerance.ofPages(pages));
    }

    private void add(int capture, Pair pair, Tolerance tolerance) {
        if (pair.ours() != null && pair.theirs() != null) {
            comparisons.add(new LedgerComparison(
                    capture,
                    pair.what(),
                    pair.against(),
                    number(pair.ours()),
                    number(pair.theirs()),
                    tolerance.pages(),
                    tolerance.why()));
        }
    }

    private static long number(@Nullable Object value) {
        return value == null ? 0 : ((Number) value).longValue();
    }
}
