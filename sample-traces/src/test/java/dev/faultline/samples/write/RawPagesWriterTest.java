// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code trace-cmd restore} makes a capture of raw pages and the head of one, and prints what was meant. */
class RawPagesWriterTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {4096, 8192})
    void rawPagesOfTwoCpus(int size) throws IOException, InterruptedException {
        TraceCmd.need(Compression.NONE);
        EventFormat plain = EventFormat.builder(Machine.LE64, "sys", "plain", 300)
                .field("int", "n")
                .printFmt("\"n=%d\", REC->n")
                .build();
        Path head = directory.resolve("head.dat");
        TraceDatSpec spec = TraceDatSpec.of(Machine.LE64)
                .version(6)
                .subBufferSize(size)
                .cpus(2)
                .event(plain);
        TraceDatWriter capture = TraceDatWriter.create(head, spec);
        capture.close();
        long end = capture.place("cpus").offset();
        Files.write(head, Arrays.copyOf(Files.readAllBytes(head), (int) end));
        List<String> meant = write(plain, size);
        Path whole = directory.resolve("trace.dat");
        Tool.lines(List.of(
                "trace-cmd",
                "restore",
                "-i",
                head.toString(),
                "-o",
                whole.toString(),
                directory.resolve("cpu0").toString(),
                directory.resolve("cpu1").toString()));
        assertThat(TraceCmd.report(whole)).isEqualTo(meant);
    }

    private List<String> write(EventFormat plain, int size) throws IOException {
        List<String> meant = new ArrayList<>();
        try (RawPagesWriter even = new RawPagesWriter(directory.resolve("cpu0"), Machine.LE64, size);
                RawPagesWriter odd = new RawPagesWriter(directory.resolve("cpu1"), Machine.LE64, size)) {
            for (int n = 0; n < 2003; n++) {
                if (n == 1001) {
                    odd.lost(77);
                    meant.add("CPU:1 [77 EVENTS DROPPED]");
                }
                ((n & 1) == 0 ? even : odd)
                        .record(1_000_000_000L + n, plain.row().set("n", n));
                meant.add(String.format(Locale.ROOT, "<idle>-0 [%03d] 1.%09d: plain: n=%d", n & 1, n, n));
            }
        }
        return meant;
    }
}
