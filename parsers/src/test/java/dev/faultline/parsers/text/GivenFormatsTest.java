// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.schema.GivenFormats;
import dev.faultline.samples.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formats that the user gives, and those that lie beside a text. */
class GivenFormatsTest {
    private static final String FORMAT = """
            name: tick
            ID: 999
            format:
            \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
            \tfield:unsigned char common_flags;\toffset:2;\tsize:1;\tsigned:0;
            \tfield:unsigned char common_preempt_count;\toffset:3;\tsize:1;\tsigned:0;
            \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;

            \tfield:int count;\toffset:8;\tsize:4;\tsigned:1;

            print fmt: "count=%d", REC->count
            """;
    private static final String TEXT = """
            # tracer: nop
            #
                        bash-77      [001] .....   812.034561: tick: count=-5
                        bash-77      [001] .....   812.034562: tick: count=6
            """;

    @TempDir
    private Path directory;

    private Path text() throws IOException {
        return Files.writeString(directory.resolve("trace.txt"), TEXT);
    }

    private static Path events(Path parent) throws IOException {
        Path event = Files.createDirectories(parent.resolve("events/sys/tick"));
        Files.writeString(event.resolve("format"), FORMAT);
        return parent.resolve("events");
    }

    private static void assertTyped(Capture capture, String source) throws IOException, InterruptedException {
        assertThat(capture.info().details().get("event formats")).contains(source);
        assertThat(capture.schemas().get(0).qualifiedName()).isEqualTo("sys.tick");
        assertThat(capture.schemas().get(0).fields()).extracting(Field::name).containsExactly("count");
        assertThat(capture.scan(Selection.everything(), 1, block -> {}).recordsPerEvent())
                .containsOnly(java.util.Map.entry("sys.tick", 2L));
        assertThat(capture.issues()).isEmpty();
    }

    @Test
    void withoutThemTheEventIsNotKnown() throws IOException, InterruptedException {
        try (Capture capture = CaptureFormats.open(text())) {
            assertThat(capture.scan(Selection.everything(), 1, block -> {}).recordsPerEvent())
                    .doesNotContainKey("sys.tick");
        }
    }

    @Test
    void aSavedDirectoryIsGiven() throws IOException, InterruptedException {
        Path saved = Files.createDirectory(directory.resolve("saved"));
        GivenFormats given = CaptureFormats.formats(events(saved));
        assertThat(given.events()).hasSize(1);
        try (Capture capture = CaptureFormats.open(text(), given)) {
            assertTyped(capture, "1 formats of " + saved.resolve("events") + ", given with --schema");
        }
    }

    @Test
    void theyLieBesideTheText() throws IOException, InterruptedException {
        events(directory);
        try (Capture capture = CaptureFormats.open(text())) {
            assertTyped(capture, "beside the text");
        }
    }

    /** A trace.dat and the archive beside raw pages have the formats of their kernel. */
    @Test
    void capturesHaveThemToo() throws IOException {
        for (String sample : List.of("ext4-write-6.1/trace.dat", "tracefs-raw-5.10")) {
            GivenFormats given = CaptureFormats.formats(Samples.root().resolve(sample));
            assertThat(given.events()).as(sample).hasSizeGreaterThan(10).allMatch(event -> event.id() >= 0);
        }
        assertThat(CaptureFormats.formats(Samples.named("ext4-write-6.1").capture())
                        .release())
                .isEqualTo("6.1.0-56-amd64");
    }

    @Test
    void optionBinIsRefusedWithItsReason() throws IOException {
        ByteArrayOutputStream bin = new ByteArrayOutputStream();
        bin.writeBytes("# tracer: nop\n#\n# entries-in-buffer/entries-written: 2/2   #P:2\n"
                .getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 40; i++) {
            bin.writeBytes(new byte[] {(byte) 0x93, 0, 0, 0, 1, 0, 0, 0, 0x67, 0x7a, (byte) 0xd4, 0x50, 0x0f, 0, 0, 0});
            bin.writeBytes("type: 118\n".getBytes(StandardCharsets.US_ASCII));
        }
        Path file = Files.write(directory.resolve("trace.bin"), bin.toByteArray());
        assertThatThrownBy(() -> CaptureFormats.open(file).close())
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessageContaining("the output of trace option bin: threads, times and numbers of event types");
    }
}
