// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.io.MalformedCaptureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A damaged capture gives rows, or the one exception that says where: 50 captures, each damaged 40 times. Memory is
 * bounded by the allocator of {@link Rows} and the test's heap.
 */
@Timeout(600)
class DamageTest {
    private static final int CAPTURES = 50;
    private static final int DAMAGES = 40;
    private static final Damage[] KINDS = Damage.values();

    @TempDir
    Path directory;

    static LongStream seeds() {
        long first = Long.getLong("faultline.seed", System.nanoTime());
        System.out.println("DamageTest: seeds " + first + " to " + (first + CAPTURES - 1) + ", " + CAPTURES * DAMAGES
                + " damaged captures");
        return LongStream.range(first, first + CAPTURES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void damageIsReportedOrReadAround(long seed) throws IOException, InterruptedException {
        CapturePlan plan = new CapturePlan(seed, 40);
        Path file = directory.resolve("trace.dat");
        plan.write(file);
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(~seed);
        for (int i = 0; i < DAMAGES; i++) {
            Damage damage = KINDS[random.nextInt(KINDS.length)];
            Files.write(file, damage.apply(whole.clone(), random));
            List<Expectation> rows = read(file, damage + " number " + i + " of seed " + seed + ", " + plan);
            if (rows != null && damage == Damage.CUT) {
                assertThat(arePrefixes(plan, rows))
                        .as("rows of cut %d of seed %d, %s", i, seed, plan)
                        .isTrue();
            }
        }
    }

    private static @Nullable List<Expectation> read(Path file, String what) throws IOException, InterruptedException {
        try (Capture capture = CaptureFormats.open(file)) {
            return Rows.of(capture, Selection.everything(), 1);
        } catch (MalformedCaptureException said) {
            assertThat(said).hasMessageContaining("trace.dat");
            return null;
        } catch (RuntimeException | OutOfMemoryError defect) {
            return fail(what, defect);
        }
    }

    /** Whether every cpu has the first of its rows, whichever those are. */
    private static boolean arePrefixes(CapturePlan plan, List<Expectation> rows) {
        Map<String, List<Object>> expected = timesByCpu(plan.rows);
        Map<String, List<Object>> actual = timesByCpu(rows);
        return actual.entrySet().stream().allMatch(cpu -> {
            List<Object> all = expected.getOrDefault(cpu.getKey(), List.of());
            List<Object> some = cpu.getValue();
            return some.size() <= all.size() && some.equals(all.subList(0, some.size()));
        });
    }

    private static Map<String, List<Object>> timesByCpu(List<Expectation> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.columns().get("buffer") + "/" + row.columns().get("cpu"),
                        Collectors.mapping(row -> row.columns().get("ts"), Collectors.toList())));
    }
}
