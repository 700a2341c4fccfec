// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pause of {@code throttle} lies inside a write or store of the same thread as the workload timed it ({@code truth/touch.csv}, on
 * the trace's own clock), and the sleeps of one operation are no longer than it took. Prints how much of the operations' time they
 * explain.
 */
final class ThrottledWriters implements ViewCheck {
    private static final int TID = 1;
    private static final int BEGIN = 5;
    private static final int END = 6;

    private final List<String> lines = new ArrayList<>();
    private long pauses;

    @Override
    public void check(CheckedCapture capture) throws IOException {
        List<@Nullable Object[]> rows = capture.rows("""
                SELECT tid, start_ts, coalesce(slept_ns, 0), pause_ns
                FROM throttle
                WHERE capture_id = :id
                """);
        List<long[]> operations = operations(capture.beside("truth/touch.csv").orElse(""));
        if (rows.isEmpty() || operations.isEmpty()) {
            return;
        }
        long slept = 0;
        for (Object[] row : rows) {
            long[] pause = numbers(row);
            long[] operation = operations.stream()
                    .filter(o -> o[0] == pause[0] && o[1] <= pause[1] && pause[1] <= o[2])
                    .findFirst()
                    .orElse(null);
            assertThat(operation)
                    .as("operation around the pause at " + pause[1])
                    .isNotNull();
            assertThat(pause[2])
                    .as("sleep at " + pause[1])
                    .isLessThanOrEqualTo(Objects.requireNonNull(operation)[2] - pause[1]);
            slept += pause[2];
            pauses++;
        }
        lines.add(String.format(
                Locale.ROOT, "throttle %s: %d pauses, slept %d us", capture.name(), rows.size(), slept / 1000));
    }

    private static long[] numbers(@Nullable Object[] row) {
        long[] numbers = new long[row.length];
        for (int i = 0; i < row.length; i++) {
            numbers[i] = ((Number) Objects.requireNonNull(row[i])).longValue();
        }
        return numbers;
    }

    private static List<long[]> operations(String csv) {
        return csv.lines()
                .skip(1)
                .map(line -> line.split(","))
                .map(cells ->
                        new long[] {Long.parseLong(cells[TID]), Long.parseLong(cells[BEGIN]), Long.parseLong(cells[END])
                        })
                .toList();
    }

    @Override
    public void finish() {
        lines.forEach(System.out::println);
        assertThat(pauses).as("pauses inside operations").isGreaterThanOrEqualTo(3);
    }
}
