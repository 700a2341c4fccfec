// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.arrow.EventBatches;
import dev.faultline.parsers.arrow.ReadOptions;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.capture.Symbol;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.PerfAttr;
import dev.faultline.samples.write.PerfDataSpec;
import dev.faultline.samples.write.PerfDataWriter;
import dev.faultline.samples.write.PerfSample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A perf.data directory one of whose files ends anywhere: the rows and symbols before that place, and a word about it. */
class PerfDirectoryPrefixTest {
    private static final int CUTS = 200;
    private static final long SEED = 20_261_121;
    private static final int PARTS = 3;
    private static final int SAMPLES = 300;
    private static final long TYPE = PerfSample.IDENTIFIER | PerfSample.TID | PerfSample.TIME | PerfSample.CPU;

    @TempDir
    private Path directory;

    /** Times of the samples of each part, in their order; symbols; issues. */
    private record Found(TreeMap<Integer, List<Long>> parts, List<Symbol> symbols, int issues) {}

    private static Found read(Path path) throws IOException, InterruptedException {
        TreeMap<Integer, List<Long>> parts = new TreeMap<>();
        try (BufferAllocator allocator = new RootAllocator();
                Capture capture = CaptureFormats.open(path)) {
            EventBatches.read(capture, 1, Selection.everything(), new ReadOptions(1, 64 << 20), allocator, batch -> {
                try (var rows = batch.rows()) {
                    if (batch.table().event().qualifiedName().equals("perf.sample")) {
                        BigIntVector ts = (BigIntVector) rows.getVector("ts");
                        for (int i = 0; i < rows.getRowCount(); i++) {
                            parts.computeIfAbsent((int) (ts.get(i) % PARTS), key -> new ArrayList<>())
                                    .add(ts.get(i));
                        }
                    }
                }
            });
            List<Symbol> symbols = List.copyOf(capture.symbols());
            return new Found(parts, symbols, capture.issues().size());
        }
    }

    private void write(boolean packed) throws IOException {
        Files.createDirectories(directory.resolve("kcore_dir"));
        StringBuilder kallsyms = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            kallsyms.append(String.format(java.util.Locale.ROOT, "ffffffff81%06x t function_%d\t[ext4]%n", i * 64, i));
        }
        Files.writeString(directory.resolve("kcore_dir/kallsyms"), kallsyms);
        PerfAttr faults = PerfAttr.software("page-faults", 2, TYPE, 11L);
        PerfDataSpec spec =
                PerfDataSpec.of(Machine.LE64).attr(faults).feature(3, "box").feature(24, out -> out.u64(1));
        PerfDataSpec made = packed ? spec.compressed() : spec;
        try (PerfDataWriter writer = PerfDataWriter.create(directory.resolve("data"), made)) {
            writer.finishedRound();
        }
        for (int part = 0; part < PARTS; part++) {
            try (PerfDataWriter writer = PerfDataWriter.part(directory.resolve("data." + part), made)) {
                PerfSample sample = new PerfSample().task(7, 8).set(PerfSample.ID, 11);
                for (int n = part; n < SAMPLES; n += PARTS) {
                    writer.sample(
                            faults,
                            2,
                            sample.set(PerfSample.TIME, 3_000_000 + n).set(PerfSample.CPU, part));
                    if (n % 30 == part) {
                        writer.finishedRound();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFileOfItThatEndsAnywhere(boolean packed) throws IOException, InterruptedException {
        write(packed);
        Found all = read(directory);
        assertThat(all.parts().values().stream().mapToInt(List::size).sum()).isEqualTo(SAMPLES);
        assertThat(all.symbols()).hasSize(40);
        assertThat(all.issues()).isZero();
        List<Path> files = List.of(
                directory.resolve("data"),
                directory.resolve("data.0"),
                directory.resolve("data.1"),
                directory.resolve("data.2"),
                directory.resolve("kcore_dir/kallsyms"));
        Random random = new Random(SEED);
        int fewer = 0;
        for (int i = 0; i < CUTS; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] whole = Files.readAllBytes(file);
            byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));
            String place = file.getFileName() + " cut to " + cut.length + " of " + whole.length + ", seed " + SEED;
            Files.write(file, cut);
            try {
                fewer += check(place, read(directory), all, tells(file, cut)) ? 1 : 0;
            } catch (MalformedCaptureException e) {
                assertThat(file).as(place).hasFileName("data");
                assertThat(e).as(place).hasMessageContaining("expected");
            } catch (RuntimeException | Error e) {
                throw new AssertionError(place, e);
            } finally {
                Files.write(file, whole);
            }
        }
        assertThat(fewer).isGreaterThan(CUTS / 3);
    }

    /** Whether it can be seen that the end is missing: files of records and lines have no length of their own. */
    private static boolean tells(Path file, byte[] cut) {
        if (file.endsWith("kallsyms")) {
            return cut.length > 0 && cut[cut.length - 1] != '\n';
        }
        int at = 0;
        ByteBuffer words = ByteBuffer.wrap(cut).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        while (at + 8 <= cut.length) {
            at += words.getShort(at + 6) & 0xffff;
        }
        return file.endsWith("data") || at != cut.length;
    }

    private static boolean check(String place, Found found, Found all, boolean tells) {
        found.parts().forEach((part, rows) -> {
            List<Long> expected = all.parts().getOrDefault(part, List.of());
            assertThat(rows).as(place).isEqualTo(expected.subList(0, Math.min(rows.size(), expected.size())));
        });
        assertThat(found.symbols())
                .as(place)
                .isEqualTo(all.symbols().subList(0, Math.min(40, found.symbols().size())));
        boolean fewer = !found.parts().equals(all.parts())
                || found.symbols().size() < all.symbols().size();
        if (fewer && tells) {
            assertThat(found.issues()).as(place).isPositive();
        }
        return fewer;
    }
}
