// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.beside.HeldLock;
import dev.faultline.analysis.beside.LockdepReport;
import dev.faultline.analysis.store.Availability;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Locks: every event of lockdep is part of exactly one row; every release has its acquisition unless the lock was taken before the
 * capture began; what lockdep complained about in the kernel's log is what the views say.
 */
final class LockCheck implements ViewCheck {
    /** Releases that prove a mistake: an unlock of a directory that nobody locked is the injected bug. */
    private static final Map<String, Long> UNBALANCED = Map.of("k61-lab-bug-iterate_nolock", 2L);

    private final List<String> table = new ArrayList<>();
    private long captures;
    private long holds;
    private long reports;

    @Override
    public void check(CheckedCapture capture) throws IOException {
        if (capture.evidence("lock_hold").status() != Availability.RECORDED) {
            return;
        }
        captures++;
        long lost = capture.number("SELECT count(*) FROM lost_event WHERE capture_id = :id");
        if (lost == 0) {
            everyEventIsInOneRow(capture);
            everyReleaseHasItsAcquisition(capture);
        }
        for (LockdepReport report :
                LockdepReport.all(capture.beside("truth/dmesg").orElse(""))) {
            reports++;
            agrees(capture, report);
        }
    }

    private static void everyEventIsInOneRow(CheckedCapture capture) {
        String rows = "SELECT count(*) FROM lock_hold WHERE capture_id = :id AND ";
        assertThat(capture.number(rows + "requested_ts IS NOT NULL"))
                .as(capture.name() + " lock_acquire")
                .isEqualTo(events(capture, "lock_acquire"));
        assertThat(capture.number(rows + "released_ts IS NOT NULL"))
                .as(capture.name() + " lock_release")
                .isEqualTo(events(capture, "lock_release"));
        assertThat(capture.number(rows + "acquired_by = 'lock_acquired'"))
                .as(capture.name() + " lock_acquired")
                .isEqualTo(events(capture, "lock_acquired"));
        assertThat(capture.number(rows + "contended_ts IS NOT NULL"))
                .as(capture.name() + " lock_contended")
                .isEqualTo(events(capture, "lock_contended"))
                .isEqualTo(
                        capture.number("SELECT count(*) FROM lock_wait WHERE capture_id = :id AND method = 'lockdep'"));
    }

    private static long events(CheckedCapture capture, String event) {
        return capture.number("SELECT coalesce(any_value(recorded), 0) FROM event_schema WHERE capture_id = :id"
                + " AND system = 'lock' AND event = '" + event + "'");
    }

    /** What is released without being taken is proven, explained, or what one thread held when the recording began. */
    private void everyReleaseHasItsAcquisition(CheckedCapture capture) {
        Object[] row = capture.rows("""
                        SELECT
                          count(*) FILTER (outcome = 'held'),
                          count(*) FILTER (unpaired IS NULL AND outcome = 'held'),
                          count(*) FILTER (unpaired = 'no release' AND outcome = 'held'),
                          count(*) FILTER (unpaired = 'handed over'),
                          count(*) FILTER (unpaired = 'no acquisition')
                        FROM lock_hold
                        WHERE capture_id = :id
                        """).get(0);
        Object[] alone = capture.rows("""
                        SELECT
                          count(*) FILTER (verdict = 'explained'),
                          count(*) FILTER (verdict = 'possible'),
                          count(*) FILTER (verdict = 'unbalanced'),
                          count(DISTINCT owner) FILTER (verdict = 'possible')
                        FROM lock_release_alone
                        WHERE capture_id = :id
                        """).get(0);
        holds += number(row[0]);
        table.add("%-45s %8s %8s %6s %6s %6s %6s %6s"
                .formatted(capture.directory(), row[0], row[1], row[2], row[3], alone[0], alone[1], alone[2]));
        assertThat(number(alone[0]) + number(alone[1]) + number(alone[2]))
                .as(capture.name() + " releases of nothing")
                .isEqualTo(number(row[4]));
        assertThat(number(alone[2]))
                .as(capture.name() + " proven mistakes")
                .isEqualTo(UNBALANCED.getOrDefault(capture.directory(), 0L));
        assertThat(number(alone[3]))
                .as(capture.name() + " threads in the kernel when recording began")
                .isLessThanOrEqualTo(1);
    }

    /** The thread did what the report says, and held what the report says, as far as the recording's filter lets see. */
    private static void agrees(CheckedCapture capture, LockdepReport report) {
        String act = report.action().equals("release")
                ? "SELECT released_ts FROM lock_hold WHERE capture_id = :id AND tid = %d AND unpaired = 'no acquisition'"
                                .formatted(report.tid())
                        + " AND lock_class = '" + report.lockClass() + "' ORDER BY released_ts"
                : "SELECT requested_ts FROM lock_hold WHERE capture_id = :id AND tid = %d AND lock = %s AND NOT shared"
                                .formatted(report.tid(), Long.toUnsignedString(Objects.requireNonNull(report.lock())))
                        + " ORDER BY requested_ts";
        List<String> recorded = new ArrayList<>();
        for (HeldLock held : report.held()) {
            String seen = "SELECT count(*) FROM lock_event WHERE capture_id = :id AND lock_class = '" + held.lockClass()
                    + "'";
            if (capture.number(seen) > 0) {
                recorded.add(Long.toUnsignedString(held.lock()));
            }
        }
        List<List<String>> held = capture.rows(act).stream()
                .map(row -> held(capture, report.tid(), String.valueOf(row[0])))
                .toList();
        assertThat(held).as(capture.name() + " held by " + report).contains(recorded);
        assertThat(capture.number(
                        "SELECT count(*) FROM lockdep_report WHERE capture_id = :id AND tid = " + report.tid()))
                .as("the report is a row")
                .isPositive();
    }

    private static List<String> held(CheckedCapture capture, int tid, String at) {
        return capture
                .rows("SELECT lock FROM lock_hold WHERE capture_id = :id AND tid = " + tid + " AND acquired_ts < " + at
                        + " AND held_until_ts > " + at + " ORDER BY acquired_ts")
                .stream()
                .map(row -> String.valueOf(row[0]))
                .toList();
    }

    private static long number(Object value) {
        return ((Number) Objects.requireNonNull(value)).longValue();
    }

    @Override
    public void finish() {
        System.out.println(
                "locks: captures without loss: holds, paired, open at the end, handed over; releases of nothing: explained,"
                        + " taken before the capture, proven mistakes");
        table.forEach(line -> System.out.println("  " + line));
        System.out.printf("locks: %d captures, %d holds, %d reports of lockdep%n", captures, holds, reports);
        assertThat(captures).isGreaterThanOrEqualTo(25);
        assertThat(holds).isGreaterThanOrEqualTo(300_000);
        assertThat(reports).isGreaterThanOrEqualTo(2);
    }
}
