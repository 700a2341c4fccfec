// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.Availability;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of a capture is what the kernel counted: its pages those of /proc/vmstat, a process's pages those of its own
 * /proc/self/io, each within 8 pages or 2 %; and its books balance. Floors say on how many captures; why the others differ,
 * {@code page-counts.tsv} says.
 */
final class LedgerAsCounted implements ViewCheck {
    private static final Pattern PROCESS = Pattern.compile("START .* pid=(\\d+) .*");
    private static final Pattern IO = Pattern.compile("IO .*write_bytes: (\\d+) cancelled_write_bytes: (\\d+).*");
    private static final long PAGE = 4096;
    private static final Map<String, Integer> FLOORS = Map.of(
            "vmstat dirtied agrees", 106,
            "vmstat written agrees", 91,
            "io dirtied agrees", 70,
            "balanced", 122);

    private final Map<String, Integer> counts = new TreeMap<>();

    @Override
    public void check(CheckedCapture capture) throws IOException {
        for (Object[] row : capture.rows("""
                SELECT dirtied, written, unexplained
                FROM page_ledger
                WHERE capture_id = :id AND scope = 'capture'
                """)) {
            vmstat(capture, "nr_dirtied", "dirtied", row[0]);
            vmstat(capture, "nr_written", "written", row[1]);
            if (row[2] != null) {
                count(
                        ((Number) row[2]).longValue() == 0
                                ? "balanced"
                                : unexplained(capture) + capture.name() + " " + row[2]);
            }
        }
        if (capture.evidence("folio_dirtied").status() == Availability.RECORDED) {
            process(capture);
        }
    }

    /** What was lost explains what is left over. */
    private static String unexplained(CheckedCapture capture) {
        return capture.number("SELECT COUNT(*) FROM lost_event WHERE capture_id = :id") > 0
                ? "losses: "
                : "unexplained ";
    }

    private void vmstat(CheckedCapture capture, String counter, String what, @Nullable Object pages)
            throws IOException {
        Optional<String> before = capture.beside("truth/vmstat.before");
        Optional<String> after = capture.beside("truth/vmstat.after");
        if (pages != null && before.isPresent() && after.isPresent()) {
            long truth = PageCounts.value(after.get(), counter) - PageCounts.value(before.get(), counter);
            compare("vmstat " + what, capture, ((Number) pages).longValue(), truth);
        }
    }

    /** The workload printed its own /proc/self/io at its end, and began with nothing. */
    private void process(CheckedCapture capture) throws IOException {
        String workload = capture.beside("truth/workload.txt").orElse("");
        Optional<Matcher> start = first(PROCESS, workload);
        Optional<Matcher> io = first(IO, workload);
        if (start.isEmpty() || io.isEmpty()) {
            return;
        }
        String threads = threads(capture, start.get().group(1));
        long pages = capture.number("""
                SELECT coalesce(sum(dirtied + redirtied), 0)
                FROM page_ledger
                WHERE capture_id = :id
                  AND scope = 'thread'
                  AND tid IN (%s)
                """.formatted(threads));
        compare("io dirtied", capture, pages, Long.parseLong(io.get().group(1)) / PAGE);
    }

    /** The process, and the threads that timed their stores. */
    private static String threads(CheckedCapture capture, String process) throws IOException {
        return Stream.concat(
                        Stream.of(process),
                        capture.beside("truth/touch.csv")
                                .orElse("")
                                .lines()
                                .skip(1)
                                .map(line -> line.split(",")[1]))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Optional<Matcher> first(Pattern pattern, String text) {
        return text.lines().map(pattern::matcher).filter(Matcher::matches).findFirst();
    }

    private void compare(String what, CheckedCapture capture, long pages, long truth) {
        boolean agrees = Math.abs(pages - truth) <= Math.max(8, Math.round(truth * 0.02));
        count(what + (agrees ? " agrees" : " differs"));
        if (!agrees) {
            System.out.println("ledger " + what + " " + capture.name() + " " + pages + " " + truth);
        }
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    @Override
    public void finish() {
        System.out.println("ledger: " + counts);
        assertThat(counts.keySet()).noneMatch(what -> what.startsWith("unexplained"));
        FLOORS.forEach((what, floor) -> assertThat(Objects.requireNonNullElse(counts.get(what), 0))
                .as(what)
                .isGreaterThanOrEqualTo(floor));
    }
}
