// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.samples.write.BufferSpec;
import dev.faultline.samples.write.CpuWriter;
import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.TraceDatSpec;
import dev.faultline.samples.write.TraceDatWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unusual shapes that a random capture does not have. */
class OrderTest {
    private static final EventFormat PLAIN = EventFormat.builder(Machine.LE64, "sys", "plain", 300)
            .field("int", "n")
            .build();

    @TempDir
    Path directory;

    private Capture open(TraceDatSpec spec, TraceDatWriter.Body body) throws IOException {
        Path file = directory.resolve("trace.dat");
        try (TraceDatWriter capture = TraceDatWriter.create(file, spec.event(PLAIN))) {
            body.write(capture);
        }
        return CaptureFormats.open(file);
    }

    private static List<Object> column(List<Expectation> rows, String name) {
        return rows.stream().map(row -> row.columns().get(name)).toList();
    }

    @Test
    void timeThatStepsBackIsKeptAndSaid() throws IOException, InterruptedException {
        try (Capture capture = open(TraceDatSpec.of(Machine.LE64), writer -> {
            CpuWriter cpu = writer.cpu(0);
            cpu.record(5000, PLAIN, Map.of("n", 1));
            cpu.record(3000, PLAIN, Map.of("n", 2));
            cpu.record(4000, PLAIN, Map.of("n", 3));
        })) {
            List<Expectation> rows = Rows.of(capture, Selection.everything(), 1);
            assertThat(column(rows, "ts")).containsExactly(5000L, 3000L, 4000L);
            assertThat(column(rows, "n")).containsExactly(1L, 2L, 3L);
            assertThat(capture.issues().stream().map(ParseIssue::kind)).containsExactly(IssueKind.TIME_BACKWARDS);
        }
    }

    @Test
    void lossAtTheStartAndTwiceInARow() throws IOException, InterruptedException {
        try (Capture capture = open(TraceDatSpec.of(Machine.LE64), writer -> {
            CpuWriter cpu = writer.cpu(0);
            cpu.lost(7).record(1000, PLAIN, Map.of("n", 1));
            cpu.lost().subBuffer(1500);
            cpu.lost(9).record(2000, PLAIN, Map.of("n", 2));
        })) {
            assertThat(Rows.of(capture, Selection.everything(), 1)).hasSize(2);
            assertThat(Rows.losses(capture))
                    .contains(new Loss("", 0, null, 1000L, 7L))
                    .hasSizeBetween(2, 3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7})
    void anInstanceMayHaveFewerOrMoreCpus(int version) throws IOException, InterruptedException {
        for (int cpus : new int[] {2, 5}) {
            TraceDatSpec spec = TraceDatSpec.of(Machine.LE64)
                    .version(version)
                    .cpus(3)
                    .clock("mono")
                    .instance(new BufferSpec("foo", "mono", 4096, cpus, null));
            try (Capture capture = open(spec, writer -> {
                writer.cpu(2).record(1, PLAIN, Map.of("n", 1));
                writer.instance("foo").cpu(cpus - 1).record(2, PLAIN, Map.of("n", 2));
            })) {
                List<Expectation> rows = Rows.of(capture, Selection.everything(), 1);
                assertThat(column(rows, "n")).containsExactly(1L, 2L);
                assertThat(column(rows, "cpu")).containsExactly(2L, cpus - 1L);
                assertThat(column(rows, "buffer")).containsExactly("", "foo");
            }
        }
    }
}
