// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.RecordSink;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every text of the corpus gives as many rows as event lines, none unparsed but where another program wrote into it:
 * {@code -Dfaultline.corpus=DIR}. The numbers are committed; a leaf of a function graph is two events.
 */
class TextCorpusTest {
    private static final String PROPERTY = "faultline.corpus";

    private record Expected(String file, long records, long unparsed, long losses) {}

    private static List<Expected> expected() throws IOException {
        List<Expected> all = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                TextCorpusTest.class.getResourceAsStream("text-corpus.tsv"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split("\t");
                if (!line.startsWith("#")) {
                    all.add(new Expected(
                            cells[0], Long.parseLong(cells[1]), Long.parseLong(cells[2]), Long.parseLong(cells[3])));
                }
            }
        }
        return all;
    }

    @Test
    void everyTextIsReadInFull() throws IOException, InterruptedException {
        String corpus = System.getProperty(PROPERTY, "");
        if (corpus.isEmpty()) {
            System.out.println("SKIPPED: texts of the corpus: -D" + PROPERTY + " names no directory");
            return;
        }
        List<Expected> found = new ArrayList<>();
        for (Expected expected : expected()) {
            found.add(read(Path.of(corpus), expected.file()));
        }
        long records = found.stream().mapToLong(Expected::records).sum();
        System.out.println("texts of the corpus: " + found.size() + ", " + records + " records");
        assertThat(found).isEqualTo(expected()).hasSizeGreaterThanOrEqualTo(48);
    }

    private static Expected read(Path corpus, String file) throws IOException, InterruptedException {
        Path path = corpus.resolve(file);
        assertThat(Files.exists(path)).as(file).isTrue();
        try (Capture capture = CaptureFormats.open(path)) {
            ScanSummary summary = capture.scan(Selection.everything(), 2, RecordSink.none());
            long unparsed = summary.recordsPerEvent().getOrDefault("ftrace.unparsed", 0L);
            return new Expected(
                    file, summary.records(), unparsed, capture.losses().size());
        }
    }
}
