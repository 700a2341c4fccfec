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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every perf.data of the corpus ({@code -Dfaultline.corpus=DIR}) against what {@code perf script} and {@code perf script
 * --header} of its own release printed beside it.
 */
class PerfCorpusTest {
    private static final String PROPERTY = "faultline.corpus";
    private static final long FLOOR_SAMPLES = 187_850;
    private static final long FLOOR_VALUES = 1_613_528;
    private static final String SCRIPT = ".script.txt.zst";

    /** A capture and the name of its oracles. */
    private record Pair(Path capture, Path oracle) {
        @Override
        public String toString() {
            return capture.getParent().getFileName() + "/" + capture.getFileName();
        }
    }

    static Stream<Pair> captures() throws IOException {
        String corpus = System.getProperty(PROPERTY, "");
        if (corpus.isEmpty()) {
            return Stream.empty();
        }
        List<Pair> pairs = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(corpus), 3)) {
            files.filter(file ->
                            file.toString().endsWith(SCRIPT) && file.toString().contains("-pf-"))
                    .sorted()
                    .forEach(oracle -> pair(oracle, pairs));
        }
        return pairs.stream();
    }

    private static void pair(Path oracle, List<Pair> pairs) {
        String name = oracle.getFileName().toString();
        Path directory = oracle.toAbsolutePath().getParent().getParent();
        String file = name.substring(0, name.length() - SCRIPT.length());
        Path plain = directory.resolve(file);
        Path packed = directory.resolve(file + ".zst");
        boolean stored = Files.exists(plain) || Files.exists(packed);
        if (stored && !file.endsWith(".zst")) {
            pairs.add(new Pair(Files.exists(plain) ? plain : packed, oracle));
        }
    }

    private static long samples;
    private static long values;

    @AfterAll
    static void floors() {
        if (!System.getProperty(PROPERTY, "").isEmpty()) {
            System.out.printf(Locale.ROOT, "perf.data: %d samples, %d values compared%n", samples, values);
            assertThat(samples).as("samples compared").isGreaterThanOrEqualTo(FLOOR_SAMPLES);
            assertThat(values).as("values compared").isGreaterThanOrEqualTo(FLOOR_VALUES);
        }
    }

    @BeforeAll
    static void say() {
        if (System.getProperty(PROPERTY, "").isEmpty()) {
            System.out.println("SKIPPED: perf.data of the corpus: -D" + PROPERTY + " names no directory");
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("captures")
    void decodesWhatPerfPrints(Pair pair) throws IOException, InterruptedException {
        List<String> lines = lines(pair.oracle);
        try (Capture capture = CaptureFormats.open(pair.capture)) {
            PerfRows rows = PerfRows.of(capture, Selection.everything(), 2);
            if (lines.stream().noneMatch(line -> ScriptLine.parse(line) != null)) {
                System.out.printf(
                        Locale.ROOT,
                        "perf %s: %d samples, no lines in the oracle%n",
                        pair,
                        rows.table("perf.sample").size());
                return;
            }
            ScriptCheck check = new ScriptCheck(rows, capture.info().tool());
            check.run(lines);
            System.out.printf(
                    Locale.ROOT,
                    "perf %s: %d samples, %d values in %d columns, mismatches %s%n",
                    pair,
                    check.samples(),
                    check.values(),
                    check.columns().size(),
                    check.mismatches());
            check.examples().forEach(System.out::println);
            assertThat(capture.issues()).isEmpty();
            assertThat(check.samples()).isPositive();
            assertThat(check.mismatches()).isEmpty();
            header(pair, capture.info().details());
            samples += check.samples();
            values += check.values();
        }
    }

    private static void header(Pair pair, Map<String, String> details) throws IOException {
        String name = pair.oracle.getFileName().toString().replace(SCRIPT, ".header.txt");
        Path header = pair.oracle.resolveSibling(name);
        if (!Files.exists(header)) {
            return;
        }
        int compared = 0;
        for (String line : Files.readAllLines(header)) {
            int colon = line.indexOf(" : ");
            String key = colon < 0 || !line.startsWith("# ")
                    ? ""
                    : line.substring(2, colon).strip();
            if (details.containsKey(key)) {
                assertThat(details.get(key))
                        .as(key)
                        .isEqualTo(line.substring(colon + 3).strip());
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(6);
    }

    private static List<String> lines(Path packed) throws IOException {
        try (InputStream in = new ZstdInputStream(Files.newInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
        }
    }
}
