// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.Availability;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The workload read the trace's own clock before and after each of its stores ({@code truth/touch.csv}) and counted its faults. Where
 * exceptions and returns of handle_mm_fault were recorded, every store that faulted contains the {@code L_logical} of its thread and
 * page, and what the store took beyond it is small on stock kernels with the standard events.
 */
final class LogicalLatency implements ViewCheck {
    /** The way from the clock to the exception and back, in guests under emulation [ns]. */
    private static final long BEYOND = 6_000;

    /** Stock kernels, and captures of a file system with the standard events. */
    private static final Pattern STANDARD = Pattern.compile("k(510|61|612|72)-(ext4|xfs|btrfs|f2fs)-.*");
    /**
     * Not judged: stores that fail for want of space go on waiting and retrying after the last try that reached page_mkwrite, and
     * MAP_SYNC writes metadata after the fault.
     */
    private static final Pattern EXCEPT = Pattern.compile(".*-(ext4-journal|xfs)-enospc|.*-dax-.*-sync");

    private final List<String> lines = new ArrayList<>();
    private long stores;
    private long captures;
    private long judged;
    private long unannounced;

    /** A store that faulted. */
    private record Store(int tid, long page, long from, long to) {}

    /** An access of view latency_call. */
    private record Access(long from, long to) {}

    @Override
    public void check(CheckedCapture capture) throws IOException {
        List<Store> faulted = stores(capture.beside("truth/touch.csv").orElse(""));
        if (faulted.isEmpty() || !recorded(capture)) {
            return;
        }
        Map<String, List<Access>> accesses = accesses(capture);
        if (accesses.isEmpty()) {
            return;
        }
        List<Long> beyond = new ArrayList<>();
        for (Store store : faulted) {
            Access inside = accesses.getOrDefault(store.tid() + " " + store.page(), List.of()).stream()
                    .filter(access -> access.from() >= store.from() && access.to() <= store.to())
                    .findFirst()
                    .orElse(null);
            if (inside == null && !reached(capture, store)) {
                unannounced++;
                continue;
            }
            assertThat(inside).as("L_logical of the store at " + store.from()).isNotNull();
            Access access = Objects.requireNonNull(inside);
            beyond.add(store.to() - store.from() - (access.to() - access.from()));
        }
        if (beyond.isEmpty()) {
            return;
        }
        stores += beyond.size();
        captures++;
        judge(capture, beyond.stream().sorted().toList().get((beyond.size() - 1) / 2), beyond.size());
    }

    private void judge(CheckedCapture capture, long median, int n) {
        boolean standard = STANDARD.matcher(capture.directory()).matches()
                && !EXCEPT.matcher(capture.directory()).matches();
        lines.add(String.format(
                Locale.ROOT,
                "L_logical %s: %d of %d stores, median beyond it %d ns%s",
                capture.directory(),
                n,
                n,
                median,
                standard ? "" : " (not judged)"));
        if (standard) {
            assertThat(median).as("median of store - L_logical").isBetween(0L, BEYOND);
            judged++;
        }
    }

    /** Whether the store's fault came to page_mkwrite: not where another thread had just made the page writable. */
    private static boolean reached(CheckedCapture capture, Store store) {
        return capture.number("SELECT count(*) FROM mkwrite WHERE capture_id = :id AND tid = " + store.tid()
                        + " AND start_ts BETWEEN " + store.from() + " AND " + store.to())
                > 0;
    }

    private static boolean recorded(CheckedCapture capture) {
        boolean mono = capture.number("SELECT count(*) FROM capture WHERE capture_id = :id AND clock = 'mono'") == 1;
        return mono
                && capture.evidence("page_fault").status() == Availability.RECORDED
                && capture.number("SELECT count(*) FROM fault_call WHERE capture_id = :id AND end_ts IS NOT NULL") > 0;
    }

    private static Map<String, List<Access>> accesses(CheckedCapture capture) {
        Map<String, List<Access>> accesses = new TreeMap<>();
        for (@Nullable Object[] row : capture.rows("""
                SELECT tid, address // 4096, start_ts, end_ts
                FROM latency_call
                WHERE capture_id = :id AND metric = 'L_logical' AND end_ts IS NOT NULL AND address IS NOT NULL
                """)) {
            accesses.computeIfAbsent(row[0] + " " + row[1], k -> new ArrayList<>())
                    .add(new Access(number(row[2]), number(row[3])));
        }
        return accesses;
    }

    private static long number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).longValue();
    }

    /** Stores that faulted and were not denied. */
    private static List<Store> stores(String csv) {
        return csv.lines()
                .map(line -> line.split(",", -1))
                .filter(cell -> cell.length > 11 && cell[2].equals("w") && cell[8].equals("0"))
                .filter(cell -> Long.parseLong(cell[10]) + Long.parseLong(cell[11]) > 0)
                .map(cell -> new Store(
                        Integer.parseInt(cell[1]),
                        Long.parseUnsignedLong(cell[4].substring(2), 16) / 4096,
                        Long.parseLong(cell[5]),
                        Long.parseLong(cell[6])))
                .toList();
    }

    @Override
    public void finish() {
        lines.forEach(System.out::println);
        System.out.println("L_logical: " + stores + " stores in " + captures + " captures contain it, " + unannounced
                + " came to no page_mkwrite; " + judged + " medians judged");
        assertThat(unannounced).as("stores that came to no page_mkwrite").isLessThanOrEqualTo(stores / 20);
        assertThat(stores).as("stores that contain their L_logical").isGreaterThanOrEqualTo(STORES);
        assertThat(judged).as("captures whose median is judged").isGreaterThanOrEqualTo(JUDGED);
    }

    private static final long STORES = 1_000;
    private static final long JUDGED = 9;
}
