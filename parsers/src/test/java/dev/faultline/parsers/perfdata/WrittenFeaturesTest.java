// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.samples.write.ByteSink;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.PerfAttr;
import dev.faultline.samples.write.PerfDataSpec;
import dev.faultline.samples.write.PerfDataWriter;
import dev.faultline.samples.write.PerfSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every feature section as rows, of a file and of a pipe, in both byte orders. */
class WrittenFeaturesTest {
    private static final Map<String, List<Map<String, Object>>> EXPECTED = Map.ofEntries(
            Map.entry("nrcpus", List.of(Map.of("available", 2L, "online", 1L))),
            Map.entry("total_mem", List.of(Map.of("kb", 4096L))),
            Map.entry(
                    "cmdline",
                    List.of(Map.of("position", 0L, "argument", "perf"), Map.of("position", 1L, "argument", "a b"))),
            Map.entry(
                    "cpu_topology",
                    List.of(
                            Map.of("cpu_number", 0L, "core_id", 5L, "socket_id", 0L, "die_id", 1L),
                            Map.of("cpu_number", 1L, "core_id", 6L, "socket_id", 1L, "die_id", 2L))),
            Map.entry(
                    "cpu_siblings",
                    List.of(
                            Map.of("level", "core", "cpus", "0-1"),
                            Map.of("level", "thread", "cpus", "0"),
                            Map.of("level", "thread", "cpus", "1"),
                            Map.of("level", "die", "cpus", "0-1"))),
            Map.entry("numa_topology", List.of(Map.of("node", 0L, "total_kb", 100L, "free_kb", 50L, "cpus", "0-1"))),
            Map.entry(
                    "pmu_mappings", List.of(Map.of("type", 1L, "name", "software"), Map.of("type", 4L, "name", "cpu"))),
            Map.entry("group_desc", List.of(Map.of("name", "g", "leader", 0L, "members", 2L))),
            Map.entry("auxtrace", List.of(Map.of("file_offset", 77L, "size", 8L))),
            Map.entry(
                    "cache",
                    List.of(Map.of(
                            "level",
                            1L,
                            "line_size",
                            64L,
                            "sets",
                            2L,
                            "ways",
                            8L,
                            "type",
                            "Data",
                            "size",
                            "32K",
                            "cpus",
                            "0-1"))),
            Map.entry("sample_time", List.of(Map.of("first_ts", 10L, "last_ts", 20L))),
            Map.entry(
                    "mem_topology",
                    List.of(Map.of("node", 1L, "blocks", 3L, "block_size", 128L, "present", List.of(7L, 1L)))),
            Map.entry("clockid", List.of(Map.of("resolution_ns", 4L))),
            Map.entry(
                    "bpf_prog_info",
                    List.of(Map.of("type", 5L, "id", 6L, "tag", "0707070707070707", "data", "09", "arrays", 0L))),
            Map.entry("bpf_btf", List.of(Map.of("id", 3L, "data", "0102"))),
            Map.entry(
                    "pmu_caps",
                    List.of(
                            Map.of("pmu", "cpu", "name", "branches", "value", "32"),
                            Map.of("pmu", "cpu_atom", "name", "max_precise", "value", "3"))),
            Map.entry(
                    "clock_data",
                    List.of(Map.of("version", 1L, "clockid", 1L, "wall_clock_ns", 1000L, "clockid_ns", 30L))),
            Map.entry("hybrid_topology", List.of(Map.of("pmu", "cpu_core", "cpus", "0-1"))),
            Map.entry(
                    "event_desc",
                    List.of(Map.of(
                            "position", 0L, "name", "page-faults", "type", 1L, "config", 2L, "ids", List.of(11L)))));

    @TempDir
    private Path directory;

    static Stream<Arguments> variants() {
        return Stream.of(Machine.LE64, Machine.BE64)
                .flatMap(machine -> Stream.of(false, true).map(pipe -> Arguments.of(machine, pipe)));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everySectionBecomesRows(Machine machine, boolean pipe) throws IOException, InterruptedException {
        Path file = directory.resolve("perf.data");
        PerfAttr attr = PerfAttr.software("page-faults", 2, PerfSample.TIME, 11L);
        PerfDataSpec spec = features(PerfDataSpec.of(machine).attr(attr));
        try (PerfDataWriter writer = PerfDataWriter.create(file, pipe ? spec.pipe() : spec)) {
            writer.sample(attr, 0, new PerfSample().set(PerfSample.TIME, 15));
        }
        try (Capture capture = CaptureFormats.open(file)) {
            PerfRows rows = PerfRows.of(capture, Selection.everything(), 1);
            assertThat(capture.issues()).isEmpty();
            EXPECTED.forEach((name, expected) -> {
                List<Map<String, Object>> found = rows.table("perf.feature_" + name);
                assertThat(found).as(name).hasSameSizeAs(expected);
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(found.get(i)).as(name).containsAllEntriesOf(expected.get(i));
                }
            });
            sections(rows, pipe);
        }
    }

    private static void sections(PerfRows rows, boolean pipe) {
        List<Map<String, Object>> sections = rows.table("perf.feature");
        assertThat(sections).hasSize(28);
        assertThat(sections)
                .anySatisfy(row -> assertThat(row)
                        .containsEntry("bit", 3L)
                        .containsEntry("name", "hostname")
                        .containsEntry("text", "box"));
        assertThat(sections)
                .anySatisfy(row -> assertThat(row)
                        .containsEntry("bit", 40L)
                        .containsEntry("size", 8L)
                        .doesNotContainKeys("name", "text"));
        assertThat(rows.table("perf.header_feature")).hasSize(pipe ? 28 : 0);
    }

    private static PerfDataSpec features(PerfDataSpec spec) {
        return machine(spec.feature(3, "box")
                        .feature(4, "6.12.0")
                        .feature(5, "6.12")
                        .feature(6, "x86_64")
                        .feature(7, out -> out.u32(2).u32(1))
                        .feature(8, "cpu")
                        .feature(9, "id")
                        .feature(10, out -> out.u64(4096))
                        .commandLine("perf", "a b"))
                .feature(15, out -> {})
                .feature(16, out -> string(string(out.u32(2).u32(1), "software").u32(4), "cpu"))
                .feature(17, out -> string(out.u32(1), "g").u32(0).u32(2))
                .feature(18, out -> out.u64(1).u64(77).u64(8))
                .feature(19, out -> {})
                .feature(21, out -> out.u64(10).u64(20))
                .feature(23, out -> out.u64(4))
                .feature(25, out -> program(out.u32(1).u32(104).u32(1).u64(0)))
                .feature(26, out -> out.u32(1).u32(3).u32(2).raw(new byte[] {1, 2}))
                .feature(28, out -> string(string(out.u32(1), "branches"), "32"))
                .feature(29, out -> out.u32(1).u32(1).u64(1000).u64(30))
                .feature(30, out -> string(string(out.u32(1), "cpu_core"), "0-1"))
                .feature(31, out -> string(string(string(out.u32(1).u32(1), "max_precise"), "3"), "cpu_atom"))
                .feature(40, out -> out.u64(9));
    }

    private static PerfDataSpec machine(PerfDataSpec spec) {
        return spec.feature(
                        13,
                        out -> string(
                                        string(string(string(out.u32(1), "0-1").u32(2), "0"), "1")
                                                .u32(5)
                                                .u32(0)
                                                .u32(6)
                                                .u32(1)
                                                .u32(1),
                                        "0-1")
                                .u32(1)
                                .u32(2))
                .feature(14, out -> string(out.u32(1).u32(0).u64(100).u64(50), "0-1"))
                .feature(
                        20,
                        out -> string(
                                string(
                                        string(
                                                out.u32(1)
                                                        .u32(1)
                                                        .u32(1)
                                                        .u32(64)
                                                        .u32(2)
                                                        .u32(8),
                                                "Data"),
                                        "32K"),
                                "0-1"))
                .feature(
                        22,
                        out -> out.u64(1)
                                .u64(128)
                                .u64(1)
                                .u64(1)
                                .u64(3)
                                .u64(65)
                                .u64(7)
                                .u64(1));
    }

    private static void program(ByteSink out) {
        out.u32(5)
                .u32(6)
                .raw(new byte[] {7, 7, 7, 7, 7, 7, 7, 7})
                .raw(new byte[88])
                .raw(new byte[] {9});
    }

    private static ByteSink string(ByteSink out, String text) {
        int length = text.length() + 64 & -64;
        return out.u32(length).text(text).raw(new byte[length - text.length()]);
    }
}
