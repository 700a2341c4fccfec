// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.arrow.EventBatches;
import dev.faultline.parsers.arrow.ReadOptions;
import dev.faultline.parsers.arrow.TableBatch;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.parsers.io.Packed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A capture of any format that ends anywhere gives the rows before that place and says that it ended, or is refused: never
 * another row, never another exception. Cuts of texts of every kind: {@code TextDamageTest}.
 */
class PrefixTest {
    private static final int CUTS = 200;
    private static final long SEED = 20_261_120;
    private static final Map<String, String> FOUND = new TreeMap<>();
    /** What a perf.data says behind its records: names of events and formats of tracepoints. */
    private static final Set<String> TOLD_AT_THE_END = Set.of("event", "sample_kind", "kind", "buffer_id");

    private static final String UNKNOWN = "ftrace.unknown_event";
    private static final Set<String> PIPES = Set.of("perf-little-1", "perf-little-3", "perf-big-1", "perf-big-3");
    private static final String EVENTS = "perf.event ";

    private static Map<String, byte[]> captures = Map.of();

    @TempDir
    static Path directory;

    @BeforeAll
    static void write() throws IOException {
        captures = new LinkedHashMap<>(SmallCaptures.all());
        try (InputStream in = PrefixTest.class.getResourceAsStream("/dev/faultline/parsers/text/default.txt.gz");
                GZIPInputStream text = new GZIPInputStream(in)) {
            byte[] whole = text.readAllBytes();
            captures.put("text", whole);
            for (String packing : Packed.names()) {
                captures.put("text." + packing, Packed.by(packing, whole));
            }
        }
        Files.writeString(directory.resolve("uname"), "Linux host 6.1.0-56-amd64 #1 SMP\n");
    }

    static List<String> names() throws IOException {
        List<String> names = new ArrayList<>(SmallCaptures.all().keySet());
        names.add("text");
        for (String packing : Packed.names()) {
            names.add("text." + packing);
        }
        return names;
    }

    /** A row: its place in the file and all that it says. */
    private record Row(long rec, String text) {}

    /** What reading gave: the rows of every event of every cpu buffer in their order, and the number of issues. */
    private record Rows(Map<String, List<Row>> byBuffer, int issues) {
        long count() {
            return byBuffer.values().stream().mapToLong(List::size).sum();
        }
    }

    private static Rows read(byte[] content) throws IOException, InterruptedException {
        Path file = Files.write(directory.resolve("cut"), content);
        Map<String, List<Row>> rows = new TreeMap<>();
        try (BufferAllocator allocator = new RootAllocator();
                Capture capture = CaptureFormats.open(file)) {
            ReadOptions options = new ReadOptions(1, 64 << 20);
            Map<Integer, String> buffers = new TreeMap<>();
            capture.buffers().forEach(buffer -> buffers.put(buffer.id(), buffer.name()));
            EventBatches.read(
                    capture, 1, Selection.everything(), options, allocator, batch -> take(batch, buffers, rows));
            rows.values().forEach(list -> list.sort(Comparator.comparingLong(Row::rec)));
            capture.symbols();
            capture.tasks();
            capture.losses();
            return new Rows(rows, capture.issues().size());
        }
    }

    private static void take(TableBatch batch, Map<Integer, String> buffers, Map<String, List<Row>> rows) {
        String event = batch.table().event().qualifiedName();
        try (VectorSchemaRoot root = batch.rows()) {
            for (int i = 0; i < root.getRowCount(); i++) {
                StringBuilder row = new StringBuilder();
                for (FieldVector column : root.getFieldVectors()) {
                    Object value = TOLD_AT_THE_END.contains(column.getName()) ? "" : column.getObject(i);
                    row.append(' ').append(value instanceof byte[] bytes ? Arrays.toString(bytes) : value);
                }
                int id = (int) ((BaseIntVector) root.getVector("buffer_id")).getValueAsLong(i);
                String buffer = event + " of buffer \"" + buffers.get(id) + "\" cpu "
                        + root.getVector("cpu").getObject(i);
                long rec = ((BaseIntVector) root.getVector("rec")).getValueAsLong(i);
                rows.computeIfAbsent(buffer, k -> new ArrayList<>()).add(new Row(rec, row.toString()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aPrefixGivesAPrefix(String name) throws IOException, InterruptedException {
        byte[] whole = captures.get(name);
        Rows all = read(whole);
        Random random = new Random(SEED + name.hashCode());
        int refused = 0;
        int some = 0;
        for (int i = 0; i < CUTS; i++) {
            int size = random.nextInt(whole.length);
            String place = name + " cut to " + size + " of " + whole.length + " bytes, seed " + SEED;
            try {
                Rows rows = read(Arrays.copyOf(whole, size));
                some += rows.count() > 0 ? 1 : 0;
                check(place, rows, all);
            } catch (MalformedCaptureException e) {
                assertThat(e).as(place).hasMessageContaining("expected");
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError(place, e);
            }
        }
        FOUND.put(name, refused + " refused, " + some + " with rows");
    }

    private static void check(String place, Rows rows, Rows all) {
        rows.byBuffer().forEach((buffer, found) -> {
            if (buffer.startsWith(UNKNOWN) || buffer.startsWith(EVENTS)) {
                return;
            }
            List<Row> expected = all.byBuffer().getOrDefault(buffer, List.of());
            assertThat(expected.size()).as("%s: %s", place, buffer).isGreaterThanOrEqualTo(found.size());
            assertThat(found).as("%s: %s", place, buffer).isEqualTo(expected.subList(0, found.size()));
        });
        assertThat(rows.count()).as("%s: all rows", place).isLessThanOrEqualTo(all.count());
        // a pipe does not say how long it is: one that ends between two records looks whole
        boolean tellsItsEnd = !PIPES.contains(place.substring(0, place.indexOf(' ')));
        if (rows.count() < all.count() && tellsItsEnd) {
            assertThat(rows.issues()).as("%s: issues", place).isPositive();
        }
    }

    @AfterAll
    static void figures() {
        FOUND.forEach((name, found) -> System.out.println("prefix: " + CUTS + " cuts of " + name + ": " + found));
    }
}
