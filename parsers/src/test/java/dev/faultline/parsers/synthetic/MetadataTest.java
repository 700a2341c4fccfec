// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.capture.Symbol;
import dev.faultline.parsers.capture.TaskName;
import dev.faultline.samples.write.BufferSpec;
import dev.faultline.samples.write.Compression;
import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.FormatField;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.Row;
import dev.faultline.samples.write.TraceDatOption;
import dev.faultline.samples.write.TraceDatSpec;
import dev.faultline.samples.write.TraceDatWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a capture says of itself, over versions, compressions and machines. */
class MetadataTest {
    @TempDir
    Path directory;

    static Stream<Arguments> variants() {
        return Stream.of(Machine.LE64, Machine.LE32, Machine.BE64, Machine.BE32)
                .flatMap(machine -> Stream.of(
                        Arguments.of(machine, 6, Compression.NONE),
                        Arguments.of(machine, 7, Compression.NONE),
                        Arguments.of(machine, 7, Compression.ZLIB),
                        Arguments.of(machine, 7, Compression.ZSTD)));
    }

    private static EventFormat plain(Machine machine) {
        return EventFormat.builder(machine, "sys", "plain", 300)
                .field("int", "n")
                .dataLoc("char", "s")
                .printFmt("\"n=%d\", REC->n")
                .build();
    }

    private Capture open(TraceDatSpec spec, TraceDatWriter.Body body) throws IOException {
        Path file = directory.resolve("trace.dat");
        try (TraceDatWriter capture = TraceDatWriter.create(file, spec)) {
            body.write(capture);
        }
        return CaptureFormats.open(file);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everythingTheFileStates(Machine machine, int version, Compression compression) throws IOException {
        TraceDatSpec spec = TraceDatSpec.of(machine)
                .version(version)
                .compression(compression)
                .cpus(3)
                .clock("boot")
                .event(plain(machine))
                .kallsyms("0000000000001000 T do_thing\nffffffff81000000 t do_other\t[ext4]\n")
                .cmdlines("77 worker\n78 kworker/u8:1\n")
                .instance("foo")
                .option(TraceDatOption.uname("Linux box 6.1.0-56-amd64 x86_64"))
                .option(TraceDatOption.of(4711, new byte[] {1, 2, 3}))
                .option(TraceDatOption.version("9.9 test"));
        try (Capture capture = open(spec, writer -> writer.cpu(2).record(5, plain(machine), Map.of("n", 1)))) {
            CaptureInfo info = capture.info();
            assertThat(info.format()).isEqualTo("trace.dat");
            assertThat(info.version()).isEqualTo(Integer.toString(version));
            assertThat(info.byteOrder()).isEqualTo(machine.order());
            assertThat(info.longSize()).isEqualTo(machine.longSize());
            assertThat(info.pageSize()).isEqualTo(4096);
            assertThat(info.clock()).isEqualTo("boot");
            assertThat(info.hostname()).isEqualTo("box");
            assertThat(info.kernelRelease()).isEqualTo("6.1.0-56-amd64");
            assertThat(info.machine()).isEqualTo("x86_64");
            assertThat(info.tool()).contains("9.9 test");
            assertThat(capture.symbols())
                    .containsExactly(
                            new Symbol(0x1000, 'T', "do_thing", null),
                            new Symbol(0xffffffff81000000L, 't', "do_other", "ext4"));
            assertThat(capture.tasks())
                    .containsExactly(
                            new TaskName(77, null, "worker", null), new TaskName(78, null, "kworker/u8:1", null));
            assertThat(capture.buffers())
                    .containsExactly(
                            new Buffer(0, "", "boot", 4096, List.of(2)), new Buffer(1, "foo", "boot", 4096, List.of()));
            assertThat(capture.issues()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void textInsteadOfSubBuffers(Machine machine, int version, Compression compression)
            throws IOException, InterruptedException {
        TraceDatSpec spec = TraceDatSpec.of(machine)
                .version(version)
                .compression(compression)
                .event(plain(machine))
                .topText("# tracer: wakeup\n#\n  bash-1  0d..2 5us : wakeup\n");
        try (Capture capture = open(spec, writer -> {})) {
            List<Expectation> rows = Rows.of(capture, Selection.everything(), 1);
            assertThat(rows.stream().map(row -> row.columns().get("line")))
                    .containsExactly("# tracer: wakeup", "#", "  bash-1  0d..2 5us : wakeup");
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void onlyAnInstance(Machine machine, int version, Compression compression)
            throws IOException, InterruptedException {
        TraceDatSpec spec = TraceDatSpec.of(machine)
                .version(version)
                .compression(compression)
                .event(plain(machine))
                .withoutTop()
                .instance(new BufferSpec("foo", "local", 4096, 1, null));
        try (Capture capture =
                open(spec, writer -> writer.instance("foo").cpu(0).record(5, plain(machine), Map.of("n", 1)))) {
            List<Expectation> rows = Rows.of(capture, Selection.everything(), 1);
            assertThat(rows).hasSize(1);
            assertThat(rows.get(0).columns()).containsEntry("buffer", "foo").containsEntry("ts", 5L);
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void dynamicDataOutsideItsRecordIsNullAndAnIssue(Machine machine, int version, Compression compression)
            throws IOException, InterruptedException {
        EventFormat plain = plain(machine);
        FormatField text = plain.fields().get(plain.slot("s"));
        TraceDatSpec spec = TraceDatSpec.of(machine)
                .version(version)
                .compression(compression)
                .event(plain);
        try (Capture capture = open(spec, writer -> {
            Row good = plain.row().set("n", 1).set("s", "abc");
            byte[] bad = plain.row().set("n", 2).set("s", "abc").toBytes();
            machine.put(bad, text.offset(), 4, 400 << 16 | 16);
            writer.cpu(0).record(1, good).record(2, bad, bad.length).record(3, good);
        })) {
            List<Expectation> rows = Rows.of(capture, Selection.everything(), 1);
            assertThat(rows.stream().map(row -> row.columns().get("s"))).containsExactly("abc", "null", "abc");
            assertThat(capture.issues().stream().map(ParseIssue::kind)).containsExactly(IssueKind.BAD_LOCATION);
        }
    }
}
