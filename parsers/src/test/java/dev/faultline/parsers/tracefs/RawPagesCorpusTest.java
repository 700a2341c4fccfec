// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every raw capture of the corpus against the text that was recorded beside it. */
class RawPagesCorpusTest {
    private static final String CORPUS = System.getProperty("faultline.corpus", "");

    static List<String> lines(Path text) throws IOException {
        try (InputStream in = new ZstdInputStream(Files.newInputStream(text))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static List<Path> captures() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(CORPUS))) {
            return all.filter(Files::isDirectory)
                    .filter(path -> path.getFileName().toString().endsWith("-rawpages"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void rowsEqualTheTextBesideThem() throws IOException, InterruptedException {
        if (CORPUS.isEmpty()) {
            System.out.println("SKIPPED: raw pages against their text (no -Dfaultline.corpus)");
            return;
        }
        long lines = 0;
        long columns = 0;
        for (Path directory : captures()) {
            try (Capture capture = CaptureFormats.open(directory)) {
                TraceTextCheck check = TraceTextCheck.of(capture, lines(directory.resolve("trace.txt.zst")));
                System.out.println(String.format(
                        Locale.ROOT,
                        "raw pages %s: %d records, %d columns (%d addresses printed as symbols), %d mismatches",
                        directory.getFileName(),
                        check.lines,
                        check.columns,
                        check.symbols,
                        check.mismatches.size()));
                assertThat(check.mismatches).isEmpty();
                assertThat(capture.issues()).isEmpty();
                assertThat(capture.losses()).isEmpty();
                assertThat(capture.cpuStats()).hasSize(2);
                lines += check.lines;
                columns += check.columns;
            }
        }
        assertThat(lines).isGreaterThanOrEqualTo(13_835);
        assertThat(columns).isGreaterThanOrEqualTo(100_000);
    }
}
