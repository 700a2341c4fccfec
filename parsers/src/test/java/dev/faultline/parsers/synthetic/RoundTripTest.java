// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the independent writer writes, the reader says. Covers what no capture of ours has: big endian, 32 bits, odd
 * sub-buffer sizes, counted losses, absolute time stamps, {@code __rel_loc}. {@code -Dfaultline.seed=N} repeats one run.
 */
class RoundTripTest {
    private static final int CAPTURES = 200;

    @TempDir
    Path directory;

    static LongStream seeds() {
        long first = Long.getLong("faultline.seed", System.nanoTime());
        System.out.println("RoundTripTest: seeds " + first + " to " + (first + CAPTURES - 1));
        return LongStream.range(first, first + CAPTURES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rowsComeBackAsWritten(long seed) throws IOException, InterruptedException {
        CapturePlan plan = new CapturePlan(seed);
        Path file = directory.resolve("trace.dat");
        plan.write(file);
        try (Capture capture = CaptureFormats.open(file)) {
            List<Expectation> rows = Rows.of(capture, Selection.everything(), 1 + (int) (seed & 3));
            assertThat(capture.issues()).as(plan.toString()).isEmpty();
            compare(plan, rows);
            assertThat(Rows.losses(capture)).as(plan.toString()).containsExactlyInAnyOrderElementsOf(plan.losses);
        }
    }

    private static void compare(CapturePlan plan, List<Expectation> rows) {
        rows.forEach(row -> {
            assertThat(row.number("capture_id")).isEqualTo(7);
            row.columns().keySet().removeAll(List.of("capture_id", "buffer_id", "rec", "sample_id"));
        });
        List<Expectation> expected = plan.rows;
        assertThat(rows).as(plan.toString()).hasSameSizeAs(expected);
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).equals(expected.get(i))) {
                assertThat(rows.get(i)).as("row %d of %s", i, plan).isEqualTo(expected.get(i));
            }
        }
    }
}
