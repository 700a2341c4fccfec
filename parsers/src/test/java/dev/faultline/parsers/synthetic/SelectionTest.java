// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A selection gives the rows of the whole that it describes, with the same {@code rec}, whatever it skips. */
class SelectionTest {
    private static final int CAPTURES = 50;

    @TempDir
    Path directory;

    static LongStream seeds() {
        long first = Long.getLong("faultline.seed", System.nanoTime());
        System.out.println("SelectionTest: seeds " + first + " to " + (first + CAPTURES - 1));
        return LongStream.range(first, first + CAPTURES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void selectedRowsAreTheRowsOfTheWholeThatFit(long seed) throws IOException, InterruptedException {
        CapturePlan plan = new CapturePlan(seed);
        Path file = directory.resolve("trace.dat");
        plan.write(file);
        SplittableRandom random = new SplittableRandom(seed);
        List<Expectation> all = read(file, Selection.everything(), 3);
        for (int i = 0; i < 4 && !all.isEmpty(); i++) {
            Expectation one = all.get(random.nextInt(all.size()));
            Expectation other = all.get(random.nextInt(all.size()));
            long from = Math.min(one.number("ts"), other.number("ts"));
            long to = Math.max(one.number("ts"), other.number("ts"));
            Set<Integer> cpus = random.nextBoolean() ? Set.of((int) one.number("cpu")) : Set.of(0, 1, 2, 3, 4);
            Set<Integer> tids = random.nextInt(3) == 0 ? Set.of((int) one.number("common_pid")) : Set.of();
            boolean oneEvent = random.nextBoolean();
            Selection selection = new Selection(
                    schema -> !oneEvent || schema.qualifiedName().equals(one.table()),
                    from,
                    to,
                    cpus,
                    tids.isEmpty() ? null : tids);
            Predicate<Expectation> fits = row -> (!oneEvent || row.table().equals(one.table()))
                    && row.number("ts") >= from
                    && row.number("ts") <= to
                    && cpus.contains((int) row.number("cpu"))
                    && (tids.isEmpty() || tids.contains((int) row.number("common_pid")));
            List<Expectation> selected = read(file, selection, 1 + random.nextInt(3));
            assertThat(selected.equals(all.stream().filter(fits).toList()))
                    .as("%s: ts %d to %d, cpus %s, tids %s, %s", plan, from, to, cpus, tids, oneEvent)
                    .isTrue();
        }
    }

    private static List<Expectation> read(Path file, Selection selection, int workers)
            throws IOException, InterruptedException {
        try (Capture capture = CaptureFormats.open(file)) {
            return Rows.of(capture, selection, workers);
        }
    }
}
