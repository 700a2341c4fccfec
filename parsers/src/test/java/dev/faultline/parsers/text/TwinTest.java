// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code trace-cmd report} printed of a trace.dat, read back, equals the trace.dat: {@code -Dfaultline.corpus=DIR}. */
class TwinTest {
    private static final String PROPERTY = "faultline.corpus";

    /** Texts that say something else than the record, and why (docs/formats/ftrace-text.md). */
    private static final Map<String, String> EXPLAINED = Map.of(
            "k61-lab-tc-wakeup", "the trace.dat holds the buffer as text, which its reader keeps as lines",
            "k61-tc-blktrace", "trace-cmd prints the thread for blktrace records, of which the capture has no format",
            "k61-tc-lost", "trace-cmd 3.1.6 prints D|P|I for timer_start flags without any of these bits");

    private static final Map<String, Long> COUNTS =
            Map.of("k61-lab-tc-wakeup", 140L, "k61-tc-blktrace", 29L, "k61-tc-lost", 49L);

    /** What all texts of the corpus have to tell at least: rows, values. */
    private static final long[] FLOOR = {2_731_000, 10_240_000};

    private static final Map<String, long[]> COUNTED = new TreeMap<>();

    static Stream<Path> captures() throws IOException {
        String corpus = System.getProperty(PROPERTY, "");
        if (corpus.isEmpty()) {
            return Stream.empty();
        }
        try (Stream<Path> directories = Files.list(Path.of(corpus))) {
            List<Path> found = directories
                    .filter(directory -> Files.exists(directory.resolve("oracle/trace.dat.report.txt.zst")))
                    .sorted()
                    .toList();
            return found.stream();
        }
    }

    @AfterAll
    static void enoughWasCompared() {
        if (COUNTED.isEmpty()) {
            return;
        }
        long rows = COUNTED.values().stream().mapToLong(counts -> counts[0]).sum();
        long values = COUNTED.values().stream().mapToLong(counts -> counts[1]).sum();
        System.out.printf(Locale.ROOT, "text twins: %d captures, %d rows, %d values%n", COUNTED.size(), rows, values);
        assertThat(rows).isGreaterThanOrEqualTo(FLOOR[0]);
        assertThat(values).isGreaterThanOrEqualTo(FLOOR[1]);
    }

    @BeforeAll
    static void sayWhatIsSkipped() {
        if (System.getProperty(PROPERTY, "").isEmpty()) {
            System.out.println("SKIPPED: texts and their trace.dat twins: -D" + PROPERTY + " names no directory");
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("captures")
    void equalsTheRecords(Path directory) throws IOException, InterruptedException {
        Path plain = directory.resolve("trace.dat");
        Rows binary = Rows.of(Files.exists(plain) ? plain : directory.resolve("trace.dat.zst"));
        Rows text = Rows.of(directory.resolve("oracle/trace.dat.report.txt.zst"));
        Twins twins = new Twins(binary.rows(), true);
        twins.compare(text.rows());
        String name = directory.getFileName().toString();
        System.out.printf(
                "%s: %d rows, %d values, %d unmatched, %d mismatches%n",
                name, twins.rows, twins.values, twins.unmatched, twins.mismatches);
        COUNTED.put(name, new long[] {twins.rows, twins.values});
        if (EXPLAINED.containsKey(name)) {
            System.out.println("  explained: " + EXPLAINED.get(name));
            assertThat(twins.unmatched + twins.mismatches).isEqualTo(COUNTS.get(name));
            return;
        }
        assertThat(twins.examples)
                .as(twins.unmatched + " rows, " + twins.mismatches + " values")
                .isEmpty();
    }
}
