// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.Selection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every perf script text of the corpus ({@code -Dfaultline.corpus=DIR}), read as a capture, equals its perf.data. */
class ScriptTwinTest {
    private static final String CORPUS = System.getProperty("faultline.corpus", "");
    private static final Map<String, long[]> COUNTED = new TreeMap<>();

    /** Texts, rows and values that are compared at least. */
    private static final long[] FLOOR = {35, 406_000, 2_284_000};

    /** A text and the capture it was printed from. */
    private record Pair(Path text, Path capture) {
        @Override
        public String toString() {
            return capture.getParent().getFileName() + "/" + text.getFileName();
        }
    }

    static Stream<Pair> texts() throws IOException {
        if (CORPUS.isEmpty()) {
            System.out.println("SKIPPED: perf scripts and their perf.data: -Dfaultline.corpus names no directory");
            return Stream.empty();
        }
        List<Pair> pairs = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(CORPUS), 3)) {
            for (Path text : files.filter(file -> file.toString().contains("-pf-"))
                    .filter(file -> file.getFileName().toString().contains("script"))
                    .filter(file -> file.toString().contains(".txt"))
                    .sorted()
                    .toList()) {
                Path capture = capture(text);
                if (capture != null && !first(text).isEmpty()) {
                    pairs.add(new Pair(text, capture));
                }
            }
        }
        return pairs.stream();
    }

    private static Path capture(Path text) throws IOException {
        Path directory = text.toAbsolutePath().getParent().getParent();
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("perf\\.(data.*|pipe)"))
                    .filter(file -> !file.getFileName().toString().startsWith("perf.inject"))
                    .findFirst()
                    .orElse(null);
        }
    }

    private static String first(Path text) throws IOException {
        boolean packed = text.toString().endsWith(".zst");
        try (InputStream in = packed ? new ZstdInputStream(Files.newInputStream(text)) : Files.newInputStream(text)) {
            return new String(in.readNBytes(4000), StandardCharsets.ISO_8859_1);
        }
    }

    @AfterAll
    static void enough() {
        if (!CORPUS.isEmpty()) {
            long rows = COUNTED.values().stream().mapToLong(counts -> counts[0]).sum();
            long values =
                    COUNTED.values().stream().mapToLong(counts -> counts[1]).sum();
            System.out.printf(
                    Locale.ROOT, "perf script twins: %d texts, %d rows, %d values%n", COUNTED.size(), rows, values);
            assertThat((long) COUNTED.size()).isGreaterThanOrEqualTo(FLOOR[0]);
            assertThat(rows).isGreaterThanOrEqualTo(FLOOR[1]);
            assertThat(values).isGreaterThanOrEqualTo(FLOOR[2]);
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("texts")
    void equalsTheRecords(Pair pair) throws IOException, InterruptedException {
        boolean nanos = first(pair.text).matches("(?s).*\\d\\.\\d{9}: .*");
        Comparison comparison = new Comparison(pair.toString());
        try (Capture capture = CaptureFormats.open(pair.capture);
                Capture text = CaptureFormats.open(pair.text)) {
            PerfRows lines = PerfRows.of(text, Selection.everything(), 2);
            PerfRows binary = PerfRows.of(capture, Selection.everything(), 2);
            assertThat(text.issues()).isEmpty();
            assertThat(text.info().format()).isEqualTo("perf script text");
            new ScriptTwins(binary, lines, nanos ? 1 : 1000, comparison).run(lines);
            comparison.examples().forEach(System.out::println);
            System.out.println(comparison.line());
            assertThat(comparison.mismatches()).isEmpty();
            assertThat(comparison.records()).isPositive();
            COUNTED.put(pair.toString(), new long[] {comparison.records(), comparison.values()});
        }
    }
}
