// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Determinism, presets, and the kernel's conservation law. */
class GeneratorTest {
    private static final Map<String, String> SHORT = Map.of("events", "6000");

    @TempDir
    private Path directory;

    static Stream<String> presets() {
        return Presets.titles().keySet().stream();
    }

    @ParameterizedTest
    @EnumSource(OutputFormat.class)
    void sameSeedSameBytesOtherSeedOthers(OutputFormat format) throws IOException {
        Path one = make("truncate-race", "one", 11, format);
        Path two = make("truncate-race", "two", 11, format);
        Path other = make("truncate-race", "other", 12, format);
        assertThat(digest(one)).isNotEmpty().isEqualTo(digest(two)).isNotEqualTo(digest(other));
        Map<String, Integer> truth = digest(truth(one));
        assertThat(truth).hasSize(10).isEqualTo(digest(truth(two)));
        assertThat(truth.get("faults.csv")).isNotEqualTo(digest(truth(other)).get("faults.csv"));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyPresetKeepsTheKernelsBooks(String preset) throws IOException {
        Path capture = make(preset, preset, 3, OutputFormat.TRACE_DAT);
        Map<String, Long> counters = counters(capture);
        assertThat(value(counters, "nr_dirtied")).isGreaterThan(30);
        assertThat(value(counters, "nr_dirtied"))
                .isEqualTo(value(counters, "nr_written")
                        + value(counters, "cancelled")
                        + value(counters, "nr_dirty")
                        + value(counters, "nr_writeback"));
        assertThat(value(counters, "records"))
                .isEqualTo(rows(capture, "events")
                        .mapToLong(row -> Long.parseLong(row[1]))
                        .sum());
        assertThat(rows(capture, "folios")
                        .filter(row -> row[6].equals("dirtied"))
                        .count())
                .isEqualTo(value(counters, "nr_dirtied"));
        assertThat(rows(capture, "folios")
                        .filter(row -> row[6].equals("cancelled"))
                        .count())
                .isEqualTo(value(counters, "cancelled"));
    }

    @Test
    void latencyHasItsMedianAndItsAtoms() {
        Latency latency = new Latency(20_000, 0.5, List.of(new Latency.Atom(200_000_000, 0.01)));
        Dice dice = new Dice(5);
        List<Long> draws =
                Stream.generate(() -> latency.draw(dice)).limit(40_001).sorted().toList();
        assertThat(draws.get(20_000)).isBetween(19_500L, 20_800L);
        assertThat(draws.stream().filter(ns -> ns == 200_000_000).count()).isBetween(330L, 470L);
        assertThat(draws.get(0)).isBetween(1_000L, 5_000L);
    }

    @Test
    void lockEventsAsManyAsAskedFor() throws IOException {
        Path capture = directory.resolve("locks");
        Generator.Generated made = Generator.of(text("lockdep"), Map.of("lock-events", "30000"), 1)
                .run(capture, OutputFormat.TRACE_DAT, truth(capture));
        assertThat(made.lockRecords()).isBetween(30_000L, 31_000L);
        assertThat(rows(capture, "holds").count()).isBetween(9_000L, 15_000L);
        long[] released = {0};
        rows(capture, "holds").forEach(row -> {
            assertThat(Long.parseLong(row[5]))
                    .isGreaterThan(Long.parseLong(row[4]))
                    .isGreaterThan(released[0]);
            released[0] = Long.parseLong(row[5]);
        });
    }

    private Path make(String preset, String name, long seed, OutputFormat format) throws IOException {
        Path capture = directory.resolve(name);
        Generator.of(text(preset), SHORT, seed).run(capture, format, truth(capture));
        return capture;
    }

    static String text(String preset) {
        String text = Presets.find(preset);
        assertThat(text).as(preset).isNotNull();
        return String.valueOf(text);
    }

    private static Path truth(Path capture) {
        return capture.resolveSibling(capture.getFileName() + ".truth");
    }

    private static Stream<String[]> rows(Path capture, String table) throws IOException {
        return Files.readAllLines(truth(capture).resolve(table + ".csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1));
    }

    private static Map<String, Long> counters(Path capture) throws IOException {
        return rows(capture, "counters").collect(Collectors.toMap(row -> row[0], row -> Long.parseLong(row[1])));
    }

    private static long value(Map<String, Long> counters, String name) {
        return counters.getOrDefault(name, -1L);
    }

    /** Content of every file, by its name below {@code place}. */
    private static Map<String, Integer> digest(Path place) throws IOException {
        Map<String, Integer> digest = new TreeMap<>();
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digest.put(place.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return digest;
    }
}
