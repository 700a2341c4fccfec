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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code fault} and {@code syscall} against what the workload itself counted with the trace's clock: stores that faulted,
 * faults of getrusage, SIGBUS, system calls. Prints one line per capture.
 */
final class FaultTruth implements ViewCheck {
    private static final String FAULTS = """
            SELECT tid, address, start_ts, COALESCE(end_ts, start_ts), accounted, accounted_major, (result & 2) <> 0, mode
            FROM fault
            WHERE capture_id = :id
            """;
    /** Threads that the workload made, and they in turn: getrusage of the workload does not have their faults. */
    private static final String CHILDREN = """
            WITH RECURSIVE made AS (
              SELECT child AS tid FROM fork WHERE capture_id = :id AND tid IN (:tids)
              UNION
              SELECT f.child FROM fork AS f JOIN made AS m ON m.tid = f.tid WHERE f.capture_id = :id
            )
            SELECT tid FROM made WHERE tid NOT IN (:tids)
            """;

    /** Kinds of captures whose faults getrusage must equal, by a word of their names. */
    private static final List<String> KINDS = List.of("ext4", "xfs", "tmpfs", "dax", "threads", "gup");

    private final Tally total = new Tally();
    private final List<String> lines = new ArrayList<>();

    /** A row of fault. */
    private record Fault(
            int tid, long address, long start, long end, long accounted, long major, boolean sigbus, boolean gup) {
        static Fault of(@Nullable Object[] row) {
            return new Fault(
                    number(row[0]).intValue(),
                    number(row[1]).longValue(),
                    number(row[2]).longValue(),
                    number(row[3]).longValue(),
                    number(row[4]).longValue(),
                    number(row[5]).longValue(),
                    Boolean.TRUE.equals(row[6]),
                    "gup".equals(row[7]));
        }

        private static long minor(List<Fault> faults) {
            return faults.stream()
                    .mapToLong(fault -> fault.accounted - fault.major)
                    .sum();
        }

        private static long major(List<Fault> faults) {
            return faults.stream().mapToLong(Fault::major).sum();
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
        private long threads;
        private long gup;
        private long children;
        private final Map<String, Integer> kinds = new TreeMap<>();
    }

    @Override
    public void check(CheckedCapture capture) throws IOException {
        List<Touch> touches = Touch.all(capture);
        boolean mono = capture.number("SELECT count(*) FROM capture WHERE capture_id = :id AND clock = 'mono'") == 1;
        if (touches.isEmpty() || !mono || capture.evidence("fault").status() != Availability.RECORDED) {
            return;
        }
        Map<Integer, List<Fault>> faults = capture.rows(FAULTS).stream()
                .map(Fault::of)
                .collect(Collectors.groupingBy(Fault::tid, TreeMap::new, Collectors.toList()));
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "fault %-44s", capture.name()));
        stores(capture.name(), touches, faults, line);
        Map<String, String> result = capture.result();
        if (capture.evidence("fault").variant().equals("call") && result.containsKey("minflt")) {
            threads(capture, touches, faults, line);
            usage(capture, touches, faults, line);
        }
        total.captures++;
        lines.add(line.toString());
    }

    private void stores(String name, List<Touch> touches, Map<Integer, List<Fault>> faults, StringBuilder line) {
        List<Touch> stores = touches.stream()
                .filter(touch -> touch.isStore() && touch.faulted())
                .toList();
        long denied = stores.stream().filter(Touch::denied).count();
        long contained = stores.stream()
                .filter(store ->
                        in(store, faults).stream().anyMatch(fault -> fault.address() >>> 12 == store.address() >>> 12))
                .count();
        line.append(String.format(Locale.ROOT, " stores %d of %d", contained, stores.size()));
        if (!name.contains("lost") && !name.contains("overwrite") && !name.contains("filter")) {
            assertThat(contained).as(name + ": stores with their fault").isBetween(stores.size() - denied, (long)
                    stores.size());
        }
        total.stores += stores.size();
        total.contained += contained;
    }

    /** Of each thread, in the stores and loads around which it asked its own getrusage: as many faults of each kind. */
    private void threads(
            CheckedCapture capture, List<Touch> touches, Map<Integer, List<Fault>> faults, StringBuilder line) {
        Map<Integer, List<Touch>> accesses =
                touches.stream().filter(Touch::isAccess).collect(Collectors.groupingBy(Touch::tid));
        accesses.forEach((tid, own) -> {
            List<Fault> inside =
                    own.stream().flatMap(touch -> in(touch, faults).stream()).toList();
            assertThat(List.of(Fault.minor(inside), Fault.major(inside)))
                    .as(capture.name() + ": minor and major faults of thread " + tid)
                    .isEqualTo(List.of(
                            own.stream().mapToLong(Touch::minor).sum(),
                            own.stream().mapToLong(Touch::major).sum()));
        });
        line.append(String.format(Locale.ROOT, " threads %d", accesses.size()));
        total.threads += accesses.size();
    }

    private static List<Fault> in(Touch touch, Map<Integer, List<Fault>> faults) {
        return faults.getOrDefault(touch.tid(), List.of()).stream()
                .filter(fault -> touch.holds(fault.start(), fault.end()))
                .toList();
    }

    /** Of the whole run: faults of its threads, those that get_user_pages made for them included, without its children's. */
    private void usage(
            CheckedCapture capture, List<Touch> touches, Map<Integer, List<Fault>> faults, StringBuilder line)
            throws IOException {
        Map<String, String> result = capture.result();
        Set<Integer> tids = touches.stream().map(Touch::tid).collect(Collectors.toCollection(TreeSet::new));
        List<Fault> own = within(result, tids, faults);
        List<Fault> gup = own.stream().filter(Fault::gup).toList();
        List<Fault> children = within(result, children(capture, tids), faults);
        long sigbus =
                own.stream().filter(fault -> fault.sigbus() && !fault.gup()).count();
        line.append(String.format(
                Locale.ROOT,
                " minor %d/%s major %d/%s sigbus %d/%s; of them gup %d+%d; children apart %d+%d",
                Fault.minor(own),
                result.get("minflt"),
                Fault.major(own),
                result.get("majflt"),
                sigbus,
                result.get("sigbus"),
                Fault.minor(gup),
                Fault.major(gup),
                Fault.minor(children),
                Fault.major(children)));
        assertThat(List.of("" + Fault.minor(own), "" + Fault.major(own), "" + sigbus))
                .as(capture.name() + ": minor faults, major faults and SIGBUS of the workload")
                .containsExactly(result.get("minflt"), result.get("majflt"), result.get("sigbus"));
        total.counted++;
        total.gup += Fault.minor(gup) + Fault.major(gup);
        total.children += Fault.minor(children) + Fault.major(children);
        KINDS.stream().filter(capture.name()::contains).forEach(kind -> total.kinds.merge(kind, 1, Integer::sum));
    }

    private static List<Fault> within(Map<String, String> result, Set<Integer> tids, Map<Integer, List<Fault>> faults) {
        long t0 = Long.parseLong(result.getOrDefault("t0", "0"));
        long t1 = Long.parseLong(result.getOrDefault("t1", "0"));
        return tids.stream()
                .flatMap(tid -> faults.getOrDefault(tid, List.of()).stream())
                .filter(fault -> fault.start() >= t0 && fault.end() <= t1)
                .toList();
    }

    private static Set<Integer> children(CheckedCapture capture, Set<Integer> tids) {
        String asked =
                CHILDREN.replace(":tids", tids.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        return capture.rows(asked).stream()
                .map(row -> Fault.number(row[0]).intValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void finish() {
        lines.forEach(System.out::println);
        System.out.printf(
                "fault: %d captures, %d of %d stores contain their fault; getrusage equal in %d captures %s and of %d threads;"
                        + " %d faults by get_user_pages, %d of children%n",
                total.captures,
                total.contained,
                total.stores,
                total.counted,
                total.kinds,
                total.threads,
                total.gup,
                total.children);
        assertThat(total.contained).isGreaterThanOrEqualTo(6000);
        assertThat(total.counted).isGreaterThanOrEqualTo(80);
        assertThat(total.threads).isGreaterThanOrEqualTo(100);
        assertThat(total.kinds.keySet()).containsAll(KINDS);
        assertThat(total.gup).isPositive();
    }
}
