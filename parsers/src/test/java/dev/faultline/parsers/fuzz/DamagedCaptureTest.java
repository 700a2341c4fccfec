// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged captures give what is readable plus issues, or a clear refusal: nothing else is ever thrown, and memory stays
 * in proportion to the file. Every input follows from its seed; {@code -Dfaultline.fuzz.rounds=N} makes N times as many.
 */
@Timeout(value = 4, unit = TimeUnit.HOURS)
class DamagedCaptureTest {
    private static final int ROUNDS = Integer.getInteger("faultline.fuzz.rounds", 1);
    private static final long FIRST_SEED = Long.getLong("faultline.fuzz.seed", 20261120);
    private static final int INPUTS_PER_SEED = 510;
    private static final int SEEDS = 20;
    private static final List<Damage> DAMAGES = List.of(Damage.values());

    private static final Map<Reading.Result, Long> RESULTS = new EnumMap<>(Reading.Result.class);
    private static Map<String, byte[]> captures = Map.of();
    private static long mostAllocated;

    @TempDir
    static Path directory;

    static IntStream seeds() {
        return IntStream.range(0, SEEDS * ROUNDS);
    }

    @BeforeAll
    static void write() throws IOException {
        captures = SmallCaptures.all();
        RESULTS.clear();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isReadOrRefused(int number) {
        Random random = new Random(FIRST_SEED + number);
        Reading reading = new Reading(directory.resolve("damaged.dat"));
        List<String> names = List.copyOf(captures.keySet());
        for (int i = 0; i < INPUTS_PER_SEED; i++) {
            String name = names.get(random.nextInt(names.size()));
            byte[] other = captures.get(names.get(random.nextInt(names.size())));
            Damage damage = DAMAGES.get(random.nextInt(DAMAGES.size()));
            byte[] content = damage.apply(captures.get(name), other, random);
            if (random.nextInt(4) == 0 && content.length > 0) {
                content = Damage.FLIP_BITS.apply(content, other, random);
            }
            RESULTS.merge(read(reading, content, number, i, name + " " + damage), 1L, Long::sum);
        }
        mostAllocated = Math.max(mostAllocated, reading.mostAllocated());
    }

    private static Reading.Result read(Reading reading, byte[] content, int number, int input, String what) {
        try {
            return reading.of(content);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            String place = String.format(
                    Locale.ROOT, "seed %d, input %d (%s, %d bytes)", FIRST_SEED + number, input, what, content.length);
            throw new AssertionError(place, e);
        }
    }

    /** An undamaged capture must be read without an issue, or nothing above means anything. */
    @ParameterizedTest
    @MethodSource("names")
    void isCleanUndamaged(String name) throws IOException, InterruptedException {
        Reading reading = new Reading(directory.resolve("sound.dat"));
        assertThat(reading.of(captures.get(name))).isEqualTo(Reading.Result.CLEAN);
    }

    static List<String> names() throws IOException {
        return List.copyOf(SmallCaptures.all().keySet());
    }

    @AfterAll
    static void figure() {
        long inputs = RESULTS.values().stream().mapToLong(Long::longValue).sum();
        System.out.println(String.format(
                Locale.ROOT,
                "fuzz: %d damaged captures from seed %d: %s, at most %d KiB allocated for one",
                inputs,
                FIRST_SEED,
                RESULTS,
                mostAllocated >> 10));
        assertThat(inputs).isGreaterThanOrEqualTo(10_000);
    }
}
