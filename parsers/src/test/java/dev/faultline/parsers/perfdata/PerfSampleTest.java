// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.samples.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The perf.data among the sample traces against what perf printed of them; needs nothing but the checkout. */
class PerfSampleTest {
    private static final Pattern FAULT =
            Pattern.compile("\\s*(.+?)\\s+(\\d+)/(\\d+)\\s+(\\d+)\\.(\\d{9}): page-faults:\\s+(\\w+)\\s+(\\w+)\\s*");

    @Test
    void tracepointsInZstd() throws IOException, InterruptedException {
        Path sample = Samples.root().resolve("perf-callchains-zstd-6.1");
        try (Capture capture = CaptureFormats.open(sample.resolve("perf.data"))) {
            PerfRows rows = PerfRows.of(capture, Selection.everything(), 2);
            Comparison comparison = new Comparison("perf-callchains-zstd-6.1");
            ScriptCheck check = new ScriptCheck(rows, capture.info().tool(), comparison);
            check.run(oracle(sample));
            assertThat(capture.issues()).isEmpty();
            assertThat(capture.info().clock()).isEqualTo("mono");
            assertThat(comparison.mismatches())
                    .as(comparison.examples().toString())
                    .isEmpty();
            assertThat(check.samples()).isEqualTo(4_416);
            assertThat(comparison.values()).isEqualTo(53_090);
        }
    }

    @Test
    void pageFaultsWithTheirAddress() throws IOException, InterruptedException {
        Path sample = Samples.root().resolve("perf-faults-6.1");
        try (Capture capture = CaptureFormats.open(sample.resolve("perf.data"))) {
            List<Map<String, Object>> rows = new ArrayList<>(
                    PerfRows.of(capture, Selection.everything(), 1).table("perf.sample"));
            rows.sort(Comparator.comparing(row -> (Long) row.get("ts")));
            List<String> lines = oracle(sample);
            assertThat(rows).hasSize(141);
            assertThat(lines).hasSize(141);
            for (int i = 0; i < rows.size(); i++) {
                Matcher line = FAULT.matcher(lines.get(i));
                assertThat(line.matches()).as(lines.get(i)).isTrue();
                assertThat(rows.get(i))
                        .containsEntry("pid", Long.valueOf(line.group(2)))
                        .containsEntry("common_pid", Long.valueOf(line.group(3)))
                        .containsEntry("ts", Long.parseLong(line.group(4) + line.group(5)))
                        .containsEntry("addr", Long.parseUnsignedLong(line.group(6), 16))
                        .containsEntry("ip", Long.parseUnsignedLong(line.group(7), 16))
                        .containsEntry("period", 1L);
            }
        }
    }

    private static List<String> oracle(Path sample) throws IOException {
        Path packed = sample.resolve("oracle").resolve("script.txt.zst");
        try (InputStream in = new ZstdInputStream(Files.newInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
        }
    }
}
