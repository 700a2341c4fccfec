// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.PerfAttr;
import dev.faultline.samples.write.PerfDataSpec;
import dev.faultline.samples.write.PerfDataWriter;
import dev.faultline.samples.write.PerfSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** READ records: one row per counter, whose columns are what the event's read_format names; all 32 formats, both byte orders. */
class ReadRecordTest {
    private static final long TYPE = PerfSample.TID | PerfSample.TIME | PerfSample.CPU | PerfSample.IDENTIFIER;
    private static final int ENABLED = 1;
    private static final int RUNNING = 2;
    private static final int ID = 4;
    private static final int GROUP = 8;
    private static final int LOST = 16;

    @TempDir
    private Path directory;

    static Stream<Arguments> formats() {
        return Stream.of(Machine.LE64, Machine.BE64)
                .flatMap(machine -> IntStream.range(0, 32).mapToObj(format -> Arguments.of(machine, format)));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void countersAreSplit(Machine machine, int format) throws IOException, InterruptedException {
        PerfAttr first = new PerfAttr("page-faults", 1, 2, TYPE, 0, PerfAttr.SAMPLE_ID_ALL, 128, 0, List.of(11L));
        PerfAttr second =
                new PerfAttr("minor-faults", 1, 5, TYPE, format, PerfAttr.SAMPLE_ID_ALL, 128, 0, List.of(12L, 13L));
        Path file = directory.resolve("perf.data");
        try (PerfDataWriter writer =
                PerfDataWriter.create(file, PerfDataSpec.of(machine).attr(first).attr(second))) {
            PerfSample trailer = new PerfSample()
                    .task(5, 6)
                    .set(PerfSample.TIME, 1000)
                    .set(PerfSample.CPU, 3)
                    .set(PerfSample.ID, 12);
            writer.record(8, 0, trailer, out -> out.u32(21).u32(22).u64s(words(format)));
        }
        try (Capture capture = CaptureFormats.open(file)) {
            PerfRows rows = PerfRows.of(capture, Selection.everything(), 1);
            List<Map<String, Object>> found = new ArrayList<>(rows.table("perf.read_value"));
            found.forEach(row -> row.keySet().removeAll(List.of("capture_id", "buffer_id", "rec")));
            assertThat(found).containsExactlyElementsOf(expected(format));
            assertThat(rows.table("perf.read")).hasSize(1);
            assertThat(capture.issues()).isEmpty();
        }
    }

    /** As the kernel writes them: of one counter its value first, of a group their number first. */
    private static long[] words(int format) {
        List<Long> words = new ArrayList<>();
        boolean group = (format & GROUP) != 0;
        words.add(group ? 2L : 500L);
        if ((format & ENABLED) != 0) {
            words.add(900L);
        }
        if ((format & RUNNING) != 0) {
            words.add(800L);
        }
        for (int i = 0; i < (group ? 2 : 1); i++) {
            if (group) {
                words.add(500L + i);
            }
            if ((format & ID) != 0) {
                words.add(12L - i);
            }
            if ((format & LOST) != 0) {
                words.add(7L + i);
            }
        }
        return words.stream().mapToLong(Long::longValue).toArray();
    }

    private static List<Map<String, Object>> expected(int format) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < ((format & GROUP) != 0 ? 2 : 1); i++) {
            Map<String, Object> row = new TreeMap<>(
                    Map.of("ts", 1000L, "cpu", 3L, "common_pid", 6L, "pid", 21L, "tid", 22L, "value", 500L + i));
            row.put("event", (format & ID) != 0 && i == 1 ? 0L : 1L);
            if ((format & ENABLED) != 0) {
                row.put("time_enabled", 900L);
            }
            if ((format & RUNNING) != 0) {
                row.put("time_running", 800L);
            }
            if ((format & ID) != 0) {
                row.put("id", 12L - i);
            }
            if ((format & LOST) != 0) {
                row.put("lost", 7L + i);
            }
            rows.add(row);
        }
        return rows;
    }
}
