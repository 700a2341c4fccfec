// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.Availability;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code syscall} are the calls the workload counted: each call that a thread noted with the trace's clock is one row inside
 * those times, and the thread made no others of that name. Prints one line per capture.
 */
final class CallTruth implements ViewCheck {
    /** Operations of touch.csv by the system calls that do them. */
    private static final Map<String, String> OPERATIONS = new TreeMap<>(Map.of(
            "f", "fsync",
            "m", "msync",
            "T", "ftruncate",
            "P", "fallocate",
            "C", "fallocate",
            "Y", "sync_file_range",
            "R", "sync_file_range",
            "D", "fadvise64",
            "S", "sync",
            "b", "pwrite64"));

    private static final String CALLS = """
            SELECT tid, start_ts, end_ts
            FROM syscall
            WHERE capture_id = :id AND name = ':name' AND end_ts IS NOT NULL
            """;

    private static final String RECORDED = """
            SELECT count(*)
            FROM event_schema
            WHERE capture_id = :id AND system = 'syscalls' AND event = 'sys_enter_:name' AND recorded > 0
            """;

    private final List<String> lines = new ArrayList<>();
    private long noted;

    @Override
    public void check(CheckedCapture capture) throws IOException {
        boolean mono = capture.number("SELECT count(*) FROM capture WHERE capture_id = :id AND clock = 'mono'") == 1;
        long lost = capture.number("SELECT count(*) FROM lost_event WHERE capture_id = :id");
        if (!mono || lost > 0 || capture.evidence("syscall").status() != Availability.RECORDED) {
            return;
        }
        Map<String, List<Touch>> noted = Touch.all(capture).stream()
                .filter(touch -> OPERATIONS.containsKey(touch.op()))
                .collect(Collectors.groupingBy(
                        touch -> Objects.requireNonNull(OPERATIONS.get(touch.op())),
                        TreeMap::new,
                        Collectors.toList()));
        long from = Touch.all(capture).stream().mapToLong(Touch::t0).min().orElse(0);
        long to = Touch.all(capture).stream().mapToLong(Touch::t1).max().orElse(0);
        StringBuilder line = new StringBuilder();
        noted.forEach((name, touches) -> {
            if (capture.number(RECORDED.replace(":name", name)) > 0) {
                compare(
                        capture.name(),
                        touches,
                        calls(capture, name, from, to),
                        line.append(' ').append(name));
            }
        });
        if (!line.isEmpty()) {
            lines.add(String.format(Locale.ROOT, "calls %-44s%s", capture.name(), line));
        }
    }

    /** Thread, begin and end of the calls of a name during a run. */
    private static List<long[]> calls(CheckedCapture capture, String name, long from, long to) {
        return capture.rows(CALLS.replace(":name", name)).stream()
                .map(CallTruth::numbers)
                .filter(call -> call[1] >= from && call[2] <= to)
                .toList();
    }

    private void compare(String capture, List<Touch> touches, List<long[]> calls, StringBuilder line) {
        long own = calls.stream()
                .filter(call -> touches.stream().anyMatch(touch -> touch.tid() == call[0]))
                .count();
        long found = touches.stream()
                .filter(touch -> calls.stream()
                                .filter(call -> call[0] == touch.tid() && touch.holds(call[1], call[2]))
                                .count()
                        == 1)
                .count();
        line.append(String.format(Locale.ROOT, " %d of %d", found, own));
        noted += touches.size();
        assertThat(List.of(found, own))
                .as(capture + line + ": calls that were noted, calls of those threads")
                .isEqualTo(List.of((long) touches.size(), (long) touches.size()));
    }

    private static long[] numbers(@Nullable Object[] row) {
        return Arrays.stream(row)
                .mapToLong(cell -> ((Number) Objects.requireNonNull(cell)).longValue())
                .toArray();
    }

    @Override
    public void finish() {
        lines.forEach(System.out::println);
        System.out.println(
                "calls: " + lines.size() + " captures, " + noted + " system calls equal to the workload's own count");
        assertThat(lines).hasSizeGreaterThanOrEqualTo(60);
        assertThat(noted).isGreaterThanOrEqualTo(100);
    }
}
