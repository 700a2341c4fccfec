// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every perf.data and every raw capture of the corpus opens, and gives exactly the rows and issues that are committed. */
class EveryCaptureOpensTest {
    private static final String CORPUS = System.getProperty("faultline.corpus", "");
    private static final String CAPTURE =
            "perf\\.data(\\.zst)?|perf\\.pipe|perf\\.inject\\.data|perf\\.data\\.[0-9]+|trace_pipe_raw\\.cpu0";

    /** Captures of the corpus by their path in it; a series and raw pages are their directory. */
    private static List<String> captures() throws IOException {
        List<String> captures = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(CORPUS), 2)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.matches(CAPTURE)) {
                    boolean directory = name.startsWith("trace_pipe_raw") || name.matches("perf\\.data\\.[0-9]+");
                    captures.add(Path.of(CORPUS)
                            .relativize(directory ? file.getParent() : file)
                            .toString());
                }
            }
        }
        return captures;
    }

    private static List<String> committed() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                EveryCaptureOpensTest.class.getResourceAsStream("every-capture.tsv"), "every-capture.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        }
    }

    @Test
    void eachGivesItsRows() throws IOException, InterruptedException {
        if (CORPUS.isEmpty()) {
            System.out.println("SKIPPED: opening every perf.data and raw capture (no -Dfaultline.corpus)");
            return;
        }
        List<String> found = new ArrayList<>();
        for (String name : captures()) {
            try (Capture capture = CaptureFormats.open(Path.of(CORPUS, name))) {
                ScanSummary summary = capture.scan(Selection.everything(), 2, block -> {});
                String samples = String.valueOf(summary.recordsPerEvent().getOrDefault("perf.sample", 0L));
                found.add(String.join(
                        "\t",
                        name,
                        Long.toString(summary.records()),
                        samples,
                        Integer.toString(capture.issues().size())));
            }
        }
        found.forEach(line -> System.out.println("opens: " + line));
        assertThat(found).containsExactlyElementsOf(committed());
        assertThat(found).hasSizeGreaterThanOrEqualTo(32);
    }
}
