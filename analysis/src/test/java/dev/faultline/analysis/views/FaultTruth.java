// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.Availability;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code fault} and {@code syscall} against what the workload itself counted with the trace's clock: stores that faulted,
 * faults of getrusage, SIGBUS, system calls. Prints one line per capture.
 */
final class FaultTruth implements ViewCheck {
    private static final String FAULTS = """
            SELECT tid, address, start_ts, COALESCE(end_ts, start_ts), accounted, accounted_major, (result & 2) <> 0, mode, method
            FROM fault
            WHERE capture_id = :id
            """;
    private static final String CALLS =
            "SELECT tid, name, start_ts, COALESCE(end_ts, start_ts) FROM syscall WHERE capture_id = :id";

    /** Operations of touch.csv that are one system call each. */
    private static final Map<String, String> OPERATIONS = Map.of("f", "fsync", "m", "msync", "T", "ftruncate");

    private final Tally total = new Tally();
    private final List<String> lines = new ArrayList<>();

    /** A line of touch.csv. */
    private record Touch(int tid, String op, long address, long t0, long t1, boolean denied, boolean faulted) {
        static Touch of(String line) {
            String[] cells = line.split(",", -1);
            return new Touch(
                    Integer.parseInt(cells[1]),
                    cells[2],
                    Long.parseUnsignedLong(cells[4].substring(2), 16),
                    Long.parseLong(cells[5]),
                    Long.parseLong(cells[6]),
                    !cells[8].equals("0"),
                    Long.parseLong(cells[10]) + Long.parseLong(cells[11]) > 0);
        }
    }

    /** A row of fault. */
    private record Fault(
            int tid, long address, long start, long end, long accounted, long major, boolean sigbus, boolean user) {
        static Fault of(@Nullable Object[] row) {
            return new Fault(
                    number(row[0]).intValue(),
                    number(row[1]).longValue(),
                    number(row[2]).longValue(),
                    number(row[3]).longValue(),
                    number(row[4]).longValue(),
                    number(row[5]).longValue(),
                    Boolean.TRUE.equals(row[6]),
                    !"gup".equals(row[7]));
        }

        private static Number number(@Nullable Object cell) {
            return cell == null ? 0 : (Number) cell;
        }
    }

    /** Sums over the corpus. */
    private static final class Tally {
        private long captures;
        private long stores;
        private long contained;
        private long counted;
        private long equal;
        private long sigbus;
        private long calls;
    }

    @Override
    public void check(CheckedCapture capture) throws IOException {
        String csv = capture.beside("truth/touch.csv").orElse("");
        boolean mono = capture.number("SELECT count(*) FROM capture WHERE capture_id = :id AND clock = 'mono'") == 1;
        if (csv.isEmpty() || !mono || capture.evidence("fault").status() != Availability.RECORDED) {
            return;
        }
        List<Touch> touches = csv.lines().skip(1).map(Touch::of).toList();
        List<Fault> faults = capture.rows(FAULTS).stream().map(Fault::of).toList();
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "fault %-44s", capture.name()));
        stores(capture.name(), touches, faults, line);
        if (capture.evidence("fault").variant().equals("call")) {
            usage(capture.result(), touches, faults, line);
        }
        calls(capture, touches, line);
        total.captures++;
        lines.add(line.toString());
    }

    private void stores(String name, List<Touch> touches, List<Fault> faults, StringBuilder line) {
        Map<Integer, List<Fault>> byThread = faults.stream().collect(Collectors.groupingBy(Fault::tid));
        List<Touch> stores = touches.stream()
                .filter(touch -> touch.op().equals("w") && touch.faulted())
                .toList();
        long denied = stores.stream().filter(Touch::denied).count();
        long contained = stores.stream()
                .filter(store -> byThread.getOrDefault(store.tid(), List.of()).stream()
                        .anyMatch(fault -> fault.address() >>> 12 == store.address() >>> 12
                                && fault.start() >= store.t0()
                                && fault.end() <= store.t1()))
                .count();
        line.append(String.format(Locale.ROOT, " stores %d of %d", contained, stores.size()));
        if (!name.contains("lost") && !name.contains("overwrite") && !name.contains("filter")) {
            assertThat(contained).as(name + ": stores with their fault").isBetween(stores.size() - denied, (long)
                    stores.size());
        }
        total.stores += stores.size();
        total.contained += contained;
    }

    private void usage(Map<String, String> result, List<Touch> touches, List<Fault> faults, StringBuilder line) {
        if (!result.containsKey("minflt")) {
            return;
        }
        long t0 = Long.parseLong(result.getOrDefault("t0", "0"));
        long t1 = Long.parseLong(result.getOrDefault("t1", "0"));
        Set<Integer> threads = touches.stream().map(Touch::tid).collect(Collectors.toSet());
        List<Fault> own = faults.stream()
                .filter(fault -> threads.contains(fault.tid()) && fault.start() >= t0 && fault.end() <= t1)
                .toList();
        long major = own.stream().mapToLong(Fault::major).sum();
        long minor = own.stream().mapToLong(Fault::accounted).sum() - major;
        long sigbus =
                own.stream().filter(fault -> fault.sigbus() && fault.user()).count();
        line.append(String.format(
                Locale.ROOT,
                " minor %d/%s major %d/%s sigbus %d/%s",
                minor,
                result.get("minflt"),
                major,
                result.get("majflt"),
                sigbus,
                result.get("sigbus")));
        total.counted++;
        boolean equal = Long.toString(minor).equals(result.get("minflt"))
                && Long.toString(major).equals(result.get("majflt"));
        total.equal += equal ? 1 : 0;
        total.sigbus += Long.toString(sigbus).equals(result.get("sigbus")) ? 1 : 0;
    }

    private void calls(CheckedCapture capture, List<Touch> touches, StringBuilder line) {
        if (capture.evidence("syscall").status() != Availability.RECORDED) {
            return;
        }
        List<@Nullable Object[]> rows = capture.rows(CALLS);
        OPERATIONS.forEach((op, name) -> {
            List<Touch> expected =
                    touches.stream().filter(touch -> touch.op().equals(op)).toList();
            long found = expected.stream()
                    .filter(touch -> rows.stream()
                            .anyMatch(row -> name.equals(row[1])
                                    && touch.tid() == Fault.number(row[0]).intValue()
                                    && Fault.number(row[2]).longValue() >= touch.t0()
                                    && Fault.number(row[3]).longValue() <= touch.t1()))
                    .count();
            if (!expected.isEmpty()) {
                line.append(String.format(Locale.ROOT, " %s %d/%d", name, found, expected.size()));
                total.calls += found;
            }
        });
    }

    @Override
    public void finish() {
        lines.forEach(System.out::println);
        System.out.printf(
                "fault: %d captures, %d of %d stores contain their fault; getrusage equal in %d of %d, SIGBUS in %d; %d system calls%n",
                total.captures, total.contained, total.stores, total.equal, total.counted, total.sigbus, total.calls);
        assertThat(total.contained).isGreaterThanOrEqualTo(6000);
        assertThat(total.counted).isGreaterThanOrEqualTo(80);
        assertThat(total.equal)
                .as("captures whose faults are those of getrusage")
                .isEqualTo(total.counted);
        assertThat(total.sigbus)
                .as("captures whose SIGBUS faults are those the workload got")
                .isEqualTo(total.counted);
        assertThat(total.calls).isGreaterThanOrEqualTo(80);
    }
}
