// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code trace-cmd report} printed of a trace.dat, read back, equals the trace.dat: {@code -Dfaultline.corpus=DIR}. */
class TwinTest {
    private static final String PROPERTY = "faultline.corpus";

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
        System.out.printf(
                "%s: %d rows, %d values, %d unmatched, %d mismatches%n",
                directory.getFileName(), twins.rows, twins.values, twins.unmatched, twins.mismatches);
        assertThat(twins.examples)
                .as(twins.unmatched + " rows, " + twins.mismatches + " values")
                .isEmpty();
    }
}
