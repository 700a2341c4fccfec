// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.parsers.io.MalformedCaptureException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text inside of systrace's HTML and atrace's deflated output gives the rows that it gives alone. */
class WrappedTextTest {
    private static final int CUTS = 60;
    private static final long SEED = 20_261_121;

    @TempDir
    private Path directory = Path.of("");

    private static byte[] text(String name) throws IOException {
        try (InputStream in = WrappedTextTest.class.getResourceAsStream(name + ".txt.gz");
                GZIPInputStream unpacked = new GZIPInputStream(Objects.requireNonNull(in))) {
            return unpacked.readAllBytes();
        }
    }

    private Rows read(byte[] bytes) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("uname"), "Linux host 6.1.0-56-amd64 #1 SMP\n");
        Path file = directory.resolve("trace.bin");
        Files.write(file, bytes);
        return Rows.of(file);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] page(byte[] trace) {
        String element = "<script class=\"trace-data\" type=\"application/text\">\n";
        String inside = new String(trace, StandardCharsets.UTF_8);
        return bytes("<!DOCTYPE html>\n<html><head><script>var x = '# not a trace';</script></head>\n" + element
                + "PROCESS DUMP\nUSER PID\nroot 1\n</script>\n" + element + inside + "</script>\n" + element
                + "{\"traceEvents\": []}\n</script></html>\n");
    }

    /** As systrace wrote it before 2014. */
    private static byte[] script(byte[] trace) {
        String inside = new String(trace, StandardCharsets.UTF_8)
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n\\\n");
        return bytes("<html><body><script>\n  var linuxPerfData = \"\\\n" + inside + "\";\n</script></body></html>\n");
    }

    private static byte[] deflated(String before, byte[] trace) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes(before + "TRACE:\n"));
        try (OutputStream packed = new DeflaterOutputStream(out)) {
            packed.write(trace);
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packed = new GZIPOutputStream(out)) {
            packed.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void theRowsAreThoseOfTheText() throws IOException, InterruptedException {
        byte[] plain = text("tgid");
        Rows whole = read(plain);
        List<Row> expected = whole.rows();
        assertThat(expected).hasSizeGreaterThan(30);
        byte[] chatter = bytes("capturing trace... done\nTRACE:\n");
        byte[] uncompressed = Arrays.copyOf(chatter, chatter.length + plain.length);
        System.arraycopy(plain, 0, uncompressed, chatter.length, plain.length);
        for (byte[] wrapped : List.of(
                page(plain),
                script(plain),
                deflated("", plain),
                deflated("capturing trace... done\n", plain),
                gzip(page(plain)),
                uncompressed)) {
            Rows rows = read(wrapped);
            assertThat(rows.issues()).isEqualTo(whole.issues());
            assertThat(values(rows.rows())).isEqualTo(values(expected));
        }
    }

    private static List<String> values(List<Row> rows) {
        return rows.stream()
                .map(row -> row.event() + " " + row.ts() + " " + row.cpu() + " " + row.tid() + row.values())
                .toList();
    }

    @Test
    void markersOfAndroid() throws IOException, InterruptedException {
        Rows rows = read(page(bytes("""
                # tracer: nop
                #
                  RenderThread-1234  ( 1200) [002] ...1  7001.000123: tracing_mark_write: B|1200|draw <a & b>
                  RenderThread-1234  (-----) [002] ...1  7001.000456: 0: E
                          <...>-77    ( 1200) [000] d..2  7001.000500: tracing_mark_write: trace_event_clock_sync: parent_ts=7000.5
                """)));
        assertThat(rows.rows()).extracting(Row::event).containsExactly("print", "print", "print");
        assertThat(rows.rows()).extracting(Row::ts).containsExactly(7001000123000L, 7001000456000L, 7001000500000L);
        assertThat(rows.rows()).extracting(Row::cpu).containsExactly(2, 2, 0);
        assertThat(values(rows.rows()).get(0)).contains("B|1200|draw <a & b>");
    }

    @Test
    void aPageWithoutATraceIsRefused() {
        assertThatThrownBy(() -> read(bytes("<!DOCTYPE html><html><body>hello</body></html>")))
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessageContaining("HTML without trace data");
    }

    @Test
    void aCutGivesAPrefix() throws IOException, InterruptedException {
        byte[] plain = text("tgid");
        List<String> all = values(read(plain).rows());
        Random random = new Random(SEED);
        for (byte[] whole : List.of(page(plain), deflated("", plain), script(plain))) {
            int read = 0;
            for (int i = 0; i < CUTS; i++) {
                byte[] cut = Arrays.copyOf(whole, 40 + random.nextInt(whole.length - 40));
                try {
                    Rows rows = read(cut);
                    List<String> found = values(rows.rows());
                    assertThat(found).isEqualTo(all.subList(0, found.size()));
                    assertThat(found.size() == all.size() || !rows.issues().isEmpty())
                            .as("an issue, seed " + SEED + ", " + cut.length + " bytes")
                            .isTrue();
                    read++;
                } catch (MalformedCaptureException e) {
                    assertThat(e.getMessage()).contains("trace.bin");
                }
            }
            assertThat(read).as("readable of " + CUTS + ", seed " + SEED).isGreaterThan(CUTS / 3);
        }
    }
}
