// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.io.MalformedCaptureException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts cut anywhere give the rows before the cut; texts damaged anywhere give rows or one clear refusal. */
class TextDamageTest {
    private static final int CUTS = 200;
    private static final int DAMAGES = 150;
    private static final long SEED = 20_261_120;

    /** Their text goes over lines, so that a cut between lines cannot be seen. */
    private static final Set<String> SEVERAL_LINES = Set.of("print", "kernel_stack", "user_stack");

    @TempDir
    private Path directory = Path.of("");

    private static byte[] text(String name) throws IOException {
        try (InputStream in = TextDamageTest.class.getResourceAsStream(name + ".txt.gz");
                GZIPInputStream unpacked = new GZIPInputStream(in)) {
            return unpacked.readAllBytes();
        }
    }

    private Rows read(byte[] text) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("uname"), "Linux host 6.1.0-56-amd64 #1 SMP\n");
        Path file = directory.resolve("trace.txt");
        Files.write(file, text);
        return Rows.of(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "default",
                "graph",
                "graph-abstime",
                "wakeup",
                "verbose",
                "raw",
                "hex",
                "tgid",
                "lost",
                "markers",
                "report",
                "bare",
                "script",
                "script-callchain",
                "script-records",
                "script-faults"
            })
    void aPrefixGivesAPrefix(String name) throws IOException, InterruptedException {
        byte[] whole = text(name);
        List<Row> all = read(whole).rows();
        assertThat(all).hasSizeGreaterThan(30);
        Random random = new Random(SEED + name.hashCode());
        int refused = 0;
        for (int i = 0; i < CUTS; i++) {
            int size = 1 + random.nextInt(whole.length - 1);
            byte[] cut = java.util.Arrays.copyOf(whole, size);
            try {
                checkPrefix(read(cut), all, cut);
            } catch (MalformedCaptureException e) {
                refused++;
            }
        }
        // refused are only those without a whole event line; headings take part of these short texts
        assertThat(refused).as("refused of " + CUTS + ", seed " + SEED).isLessThan(CUTS / 3);
    }

    private static void checkPrefix(Rows read, List<Row> all, byte[] cut) {
        int rows = read.rows().size();
        assertThat(rows).isLessThanOrEqualTo(all.size());
        int certain = rows;
        while (certain > 0
                && SEVERAL_LINES.contains(read.rows().get(certain - 1).event())) {
            certain--;
        }
        for (int i = 0; i < certain; i++) {
            Row row = read.rows().get(i);
            Row same = all.get(i);
            assertThat(row.event() + row.ts() + row.cpu() + row.tid() + row.rec())
                    .isEqualTo(same.event() + same.ts() + same.cpu() + same.tid() + same.rec());
            assertThat(row.values().keySet()).isEqualTo(same.values().keySet());
        }
        if (cut[cut.length - 1] != '\n') {
            assertThat(read.issues()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "default",
                "graph",
                "graph-abstime",
                "wakeup",
                "verbose",
                "raw",
                "hex",
                "tgid",
                "lost",
                "markers",
                "report",
                "fields",
                "bare",
                "script",
                "script-callchain",
                "script-records",
                "script-faults"
            })
    void damageIsSurvived(String name) throws IOException, InterruptedException {
        byte[] whole = text(name);
        Random random = new Random(SEED ^ name.hashCode());
        int readable = 0;
        for (int i = 0; i < DAMAGES; i++) {
            try {
                readable += read(damaged(whole, random)).rows().isEmpty() ? 0 : 1;
            } catch (MalformedCaptureException e) {
                assertThat(e.getMessage()).contains("trace.txt");
            }
        }
        assertThat(readable).as("readable of " + DAMAGES + ", seed " + SEED).isGreaterThan(DAMAGES / 2);
    }

    /** Bytes overwritten, left out or doubled, at a few places. */
    private static byte[] damaged(byte[] whole, Random random) {
        byte[] text = whole.clone();
        for (int flips = random.nextInt(20); flips > 0; flips--) {
            text[random.nextInt(text.length)] = (byte) random.nextInt(256);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int from = random.nextInt(text.length);
        int to = Math.min(text.length, from + random.nextInt(200));
        out.write(text, 0, from);
        if (random.nextBoolean()) {
            out.write(text, from, to - from);
            out.write(text, from, to - from);
        }
        out.write(text, to, text.length - to);
        return out.toByteArray();
    }
}
