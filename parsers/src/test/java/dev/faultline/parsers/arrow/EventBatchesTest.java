// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.FtraceEvents;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.TraceDatSpec;
import dev.faultline.samples.write.TraceDatWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBatchesTest {
    private static final int RECORDS = 300_000;

    @TempDir
    Path folder;

    /** Column names to values of the first row of the first batch. */
    private Map<String, String> firstRow(EventFormat event, String table, Map<String, ?> fields)
            throws IOException, InterruptedException {
        return rows(event, table, List.of(fields)).get(0);
    }

    private List<Map<String, String>> rows(EventFormat event, String table, List<Map<String, ?>> records)
            throws IOException, InterruptedException {
        Path file = folder.resolve("one.dat");
        try (TraceDatWriter writer =
                TraceDatWriter.create(file, TraceDatSpec.of(event.machine()).event(event))) {
            for (Map<String, ?> fields : records) {
                writer.cpu(0).record(1000, event, fields);
            }
        }
        List<Map<String, String>> rows = new ArrayList<>();
        try (Capture capture = CaptureFormats.open(file);
                RootAllocator allocator = new RootAllocator()) {
            EventBatches.read(capture, 5, Selection.everything(), new ReadOptions(1, 1 << 20), allocator, batch -> {
                try (var root = batch.rows()) {
                    assertThat(batch.table().event().qualifiedName()).isEqualTo(table);
                    assertThat(root.getSchema()).isEqualTo(batch.table().schema());
                    for (int row = 0; row < root.getRowCount(); row++) {
                        rows.add(row(root.getFieldVectors(), row));
                    }
                }
            });
        }
        return rows;
    }

    private static Map<String, String> row(List<FieldVector> vectors, int row) {
        Map<String, String> values = new java.util.LinkedHashMap<>();
        for (FieldVector vector : vectors) {
            Object value = vector.getObject(row);
            values.put(vector.getName(), value instanceof byte[] bytes ? hex(bytes) : String.valueOf(value));
        }
        return values;
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    @Test
    void everyKindOfFieldBecomesItsValue() throws IOException, InterruptedException {
        for (Machine machine : List.of(Machine.LE64, Machine.LE32, Machine.BE64, Machine.BE32)) {
            EventFormat event = EventFormat.builder(machine, "test", "all", 500)
                    .field("s8", "tiny")
                    .field("unsigned short", "port")
                    .field("int", "ret")
                    .field("unsigned long", "flags")
                    .field("u64", "bytes")
                    .field("bool", "ok")
                    .array("char", "comm", 16)
                    .array("u8", "mac", 6)
                    .array("unsigned long", "args", 3)
                    .dataLoc("char", "name")
                    .dataLoc("u32", "list")
                    .dataLoc("u8", "raw")
                    .relLoc("char", "path")
                    .build();
            Map<String, String> row = firstRow(
                    event,
                    "test.all",
                    Map.ofEntries(
                            Map.entry("common_pid", 77),
                            Map.entry("tiny", -3),
                            Map.entry("port", 65535),
                            Map.entry("ret", -12),
                            Map.entry("flags", 0xfffffffeL),
                            Map.entry("bytes", -1L),
                            Map.entry("ok", true),
                            Map.entry("comm", "a\\b"),
                            Map.entry("mac", new byte[] {1, 2, 3, 4, 5, (byte) 255}),
                            Map.entry("args", new long[] {1, 2, 3}),
                            Map.entry("name", "a name longer than eight"),
                            Map.entry("list", new long[] {7, 8}),
                            Map.entry("raw", new byte[] {9, 0}),
                            Map.entry("path", "/tmp/x")));
            assertThat(row)
                    .containsEntry("capture_id", "5")
                    .containsEntry("ts", "1000")
                    .containsEntry("cpu", "0")
                    .containsEntry("common_pid", "77")
                    .containsEntry("sample_id", "null")
                    .containsEntry("tiny", "-3")
                    .containsEntry("ret", "-12")
                    .containsEntry("flags", "4294967294")
                    .containsEntry("bytes", "-1")
                    .containsEntry("ok", "true")
                    .containsEntry("comm", "a\\\\b")
                    .containsEntry("mac", "0102030405ff")
                    .containsEntry("args", "[1,2,3]")
                    .containsEntry("name", "a name longer than eight")
                    .containsEntry("list", "[7,8]")
                    .containsEntry("raw", "0900")
                    .containsEntry("path", "/tmp/x");
            assertThat(Objects.requireNonNull(row.get("port")).codePointAt(0)).isEqualTo(65535);
        }
    }

    @Test
    void aStackEndsAtAllOnesAndGoesBeyondItsDeclaredLength() throws IOException, InterruptedException {
        EventFormat stack = new FtraceEvents(Machine.LE64).kernelStack();
        long[] callers = new long[12];
        java.util.Arrays.setAll(callers, i -> i + 1);
        assertThat(firstRow(stack, "ftrace.kernel_stack", Map.of("size", 12, "caller", callers)))
                .containsEntry("caller", "[1,2,3,4,5,6,7,8,9,10,11,12]");
        callers[3] = -1;
        assertThat(firstRow(stack, "ftrace.kernel_stack", Map.of("size", 3, "caller", callers)))
                .containsEntry("caller", "[1,2,3]");
    }

    @Test
    void aBoolWithOtherValuesStaysANumber() throws IOException, InterruptedException {
        EventFormat event = EventFormat.builder(Machine.LE64, "test", "flag", 501)
                .field("bool", "ok")
                .build();
        assertThat(rows(event, "test.flag", List.of(Map.of("ok", 1), Map.of("ok", 0))))
                .extracting(row -> row.get("ok"))
                .containsExactly("true", "false");
        assertThat(rows(event, "test.flag", List.of(Map.of("ok", 1), Map.of("ok", 2))))
                .extracting(row -> row.get("ok"))
                .containsExactly("1", "2");
    }

    @Test
    void aProbesUnreadStringIsNull() throws IOException, InterruptedException {
        EventFormat probe = EventFormat.builder(Machine.LE64, "kprobes", "open", 502)
                .field("unsigned long", "__probe_ip")
                .dataLoc("char", "name")
                .build();
        assertThat(firstRow(probe, "kprobes.open", Map.of("__probe_ip", 1))).containsEntry("name", "null");
        EventFormat plain = EventFormat.builder(Machine.LE64, "test", "open", 503)
                .dataLoc("char", "name")
                .build();
        assertThat(firstRow(plain, "test.open", Map.of("name", new byte[0]))).containsEntry("name", "");
    }

    private Path large() throws IOException {
        Path file = folder.resolve("large.dat");
        EventFormat event = EventFormat.builder(Machine.LE64, "test", "many", 400)
                .field("u64", "number")
                .dataLoc("char", "text")
                .build();
        try (TraceDatWriter writer = TraceDatWriter.create(
                file, TraceDatSpec.of(Machine.LE64).cpus(2).event(event))) {
            for (int i = 0; i < RECORDS; i++) {
                writer.cpu(i & 1).record(i, event, Map.of("number", i, "text", "text " + i));
            }
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(longs = {ReadOptions.DEFAULT_BUDGET, 100_000})
    void everyRecordComesOutOnceWhateverTheBudget(long budget) throws IOException, InterruptedException {
        Set<Long> numbers = new HashSet<>();
        List<Integer> sizes = new ArrayList<>();
        try (Capture capture = CaptureFormats.open(large());
                RootAllocator allocator = new RootAllocator()) {
            ScanSummary summary = EventBatches.read(
                    capture, 0, Selection.everything(), new ReadOptions(2, budget), allocator, batch -> {
                        try (var root = batch.rows()) {
                            synchronized (numbers) {
                                sizes.add(root.getRowCount());
                                add(root.getVector("number"), root.getVector("text"), numbers);
                            }
                        }
                    });
            assertThat(summary.records()).isEqualTo(RECORDS);
            assertThat(summary.recordsPerEvent()).containsExactly(Map.entry("test.many", (long) RECORDS));
            assertThat(summary.firstTs()).isZero();
            assertThat(summary.lastTs()).isEqualTo(RECORDS - 1);
        }
        assertThat(numbers).hasSize(RECORDS);
        assertThat(sizes).allMatch(size -> size <= Accumulator.FULL);
        assertThat(sizes.size()).isGreaterThan(budget < 1 << 20 ? 8 : 2);
    }

    private static void add(FieldVector numbers, FieldVector texts, Set<Long> into) {
        for (int row = 0; row < numbers.getValueCount(); row++) {
            Long number = (Long) Objects.requireNonNull(numbers.getObject(row));
            assertThat(String.valueOf(texts.getObject(row))).isEqualTo("text " + number);
            into.add(number);
        }
    }

    @Test
    void aFailingSinkStopsTheReadAndNothingLeaks() throws IOException {
        try (Capture capture = CaptureFormats.open(large());
                RootAllocator allocator = new RootAllocator()) {
            assertThatThrownBy(() -> EventBatches.read(
                            capture, 0, Selection.everything(), new ReadOptions(2, 100_000), allocator, batch -> {
                                batch.rows().close();
                                throw new IOException("full");
                            }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("full");
            assertThat(allocator.getAllocatedMemory()).isZero();
        }
    }

    @Test
    void theSameRecordsHaveTheSamePlaceUnderAnySelection() throws IOException, InterruptedException {
        Set<Long> all = places(Selection.everything());
        Set<Long> some = places(new Selection(schema -> true, 1000, 1999, Set.of(0), null));
        assertThat(some).hasSize(500);
        assertThat(all).containsAll(some);
    }

    private Set<Long> places(Selection selection) throws IOException, InterruptedException {
        Set<Long> places = new HashSet<>();
        try (Capture capture = CaptureFormats.open(large());
                RootAllocator allocator = new RootAllocator()) {
            EventBatches.read(capture, 0, selection, new ReadOptions(1, 1 << 24), allocator, batch -> {
                try (var root = batch.rows()) {
                    BigIntVector rec = (BigIntVector) root.getVector("rec");
                    for (int row = 0; row < rec.getValueCount(); row++) {
                        places.add(rec.get(row));
                    }
                }
            });
        }
        return places;
    }
}
