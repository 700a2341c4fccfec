// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same over the whole corpus of captures: {@code -Dfaultline.corpus=DIR}. Where trace-cmd is installed, every record
 * of every capture that it can read is compared with a {@code report -R} made now.
 */
class CorpusTest {
    private static final String PROPERTY = "faultline.corpus";
    private static final Floors FLOORS = Floors.read("corpus-floors.tsv");
    private static final OracleSummary SUMMARY = new OracleSummary("corpus");
    private static @Nullable LiveTraceCmd live;

    /** Directories of captures with a trace.dat and its oracles; none without a corpus. */
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
    static void findTraceCmd() {
        if (System.getProperty(PROPERTY, "").isEmpty()) {
            System.out.println("SKIPPED: the corpus of captures: -D" + PROPERTY + " names no directory");
            return;
        }
        live = LiveTraceCmd.find();
        if (live == null) {
            System.out.println("SKIPPED: records behind the end of stored oracles: no trace-cmd 3.1.6 installed");
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("captures")
    void decodesWhatTraceCmdPrints(Path directory) throws IOException, InterruptedException {
        Tally tally = new OracleRun(OracleSet.of(directory), live).run();
        SUMMARY.check(directory.getFileName().toString(), tally, FLOORS);
    }

    @Test
    void everyFloorHasItsCapture() throws IOException {
        assumeFalse(System.getProperty(PROPERTY, "").isEmpty(), "no corpus");
        assertThat(captures()).hasSize(FLOORS.size());
    }

    @AfterAll
    static void summary() throws IOException {
        if (!System.getProperty(PROPERTY, "").isEmpty()) {
            SUMMARY.print();
        }
    }
}
