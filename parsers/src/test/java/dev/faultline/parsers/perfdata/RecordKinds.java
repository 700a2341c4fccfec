// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.samples.write.PerfRecord;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One record of every type that carries data, and the rows it must become. */
final class RecordKinds {
    /** What misc says of records of the kernel. */
    static final long MISC = 4;

    private RecordKinds() {}

    /** How a record is written, and the rows it must become. */
    record Kind(int type, Consumer<PerfRecord> body, String table, List<Map<String, Object>> rows) {
        @Override
        public String toString() {
            return type + " " + table;
        }
    }

    private static Kind kind(int type, String table, Consumer<PerfRecord> body, Map<String, Object> row) {
        return new Kind(type, body, table, List.of(row));
    }

    private static Kind kind(
            int type, String table, Consumer<PerfRecord> body, Map<String, Object> first, Map<String, Object> second) {
        return new Kind(type, body, table, List.of(first, second));
    }

    private static final Map<String, Object> TASK = Map.of("pid", 21L, "tid", 22L);
    private static final byte[] ID = "abcdefghijklmnopqrst".getBytes(StandardCharsets.US_ASCII);

    /** Of the kernel, in front of a trailer; a negative type has the bit of misc that says "with a build id". */
    static final List<Kind> KERNEL = List.of(
            kind(
                    1,
                    "mmap",
                    out -> out.u32(21).u32(22).u64(0x1000).u64(0x2000).u64(0x30).string("/a b"),
                    Map.of("pid", 21L, "addr", 0x1000L, "len", 0x2000L, "pgoff", 0x30L, "filename", "/a b")),
            kind(2, "lost", out -> out.u64(7).u64(12), Map.of("id", 7L, "lost", 12L)),
            kind(3, "comm", out -> out.u32(21).u32(22).string("x"), Map.of("pid", 21L, "comm", "x")),
            kind(
                    4,
                    "exit",
                    out -> out.u32(21).u32(20).u32(22).u32(20).u64(99),
                    Map.of("ppid", 20L, "tid", 22L, "ptid", 20L, "time", 99L)),
            kind(5, "throttle", out -> out.u64(1).u64(2).u64(3), Map.of("time", 1L, "id", 2L, "stream_id", 3L)),
            kind(6, "unthrottle", out -> out.u64(4).u64(5).u64(6), Map.of("time", 4L, "id", 5L)),
            kind(7, "fork", out -> out.u32(21).u32(20).u32(22).u32(19).u64(98), Map.of("pid", 21L, "ptid", 19L)),
            kind(8, "read", out -> out.u32(21).u32(22).u64(5), Map.of("values", List.of(5L))),
            kind(8, "read_value", out -> out.u32(21).u32(22).u64(6), Map.of("pid", 21L, "tid", 22L, "value", 6L)),
            kind(
                    10,
                    "mmap2",
                    out -> out.u32(21)
                            .u32(22)
                            .u64(0x1000)
                            .u64(0x2000)
                            .u64(0)
                            .u32(8)
                            .u32(1)
                            .u64(77)
                            .u64(3)
                            .u32(5)
                            .u32(2)
                            .string("/bin/x"),
                    Map.of("maj", 8L, "min", 1L, "ino", 77L, "ino_generation", 3L, "prot", 5L, "flags", 2L)),
            kind(11, "aux", out -> out.u64(8).u64(16).u64(1), Map.of("aux_offset", 8L, "aux_size", 16L, "flags", 1L)),
            kind(12, "itrace_start", out -> out.u32(21).u32(22), TASK),
            kind(13, "lost_samples", out -> out.u64(3), Map.of("lost", 3L)),
            kind(14, "switch", out -> {}, Map.of("misc", MISC)),
            kind(15, "switch_cpu_wide", out -> out.u32(30).u32(31), Map.of("next_prev_pid", 30L, "next_prev_tid", 31L)),
            kind(
                    16,
                    "namespace",
                    out -> out.u32(21).u32(22).u64(2).u64(4).u64(41).u64(4).u64(42),
                    Map.of("pid", 21L, "kind", "net", "dev", 4L, "ino", 41L),
                    Map.of("tid", 22L, "kind", "uts", "dev", 4L, "ino", 42L)),
            kind(
                    17,
                    "ksymbol",
                    out -> out.u64(0xffffffffc0000000L).u32(64).u16(1).u16(0).string("bpf_prog_1"),
                    Map.of("addr", 0xffffffffc0000000L, "len", 64L, "ksym_type", 1L, "name", "bpf_prog_1")),
            kind(
                    18,
                    "bpf_event",
                    out -> out.u16(1).u16(0).u32(9).bytes(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 8),
                    Map.of("bpf_type", 1L, "id", 9L, "tag", "0102030405060708")),
            kind(19, "cgroup", out -> out.u64(55).string("/lab"), Map.of("id", 55L, "path", "/lab")),
            kind(
                    20,
                    "text_poke",
                    out -> out.u64(0x100).u16(1).u16(1).bytes(new byte[] {10, 11}, 4),
                    Map.of("addr", 0x100L, "old_len", 1L, "new_len", 1L, "code", "0a0b0000")),
            kind(21, "aux_output_hw_id", out -> out.u64(6), Map.of("hw_id", 6L)),
            kind(
                    22,
                    "callchain_deferred",
                    out -> out.u64(9).u64(2).u64(0x40).u64(0x50),
                    Map.of("cookie", 9L, "nr", 2L, "ips", List.of(0x40L, 0x50L))),
            kind(40, "unknown_record", out -> out.u64(1), Map.of("type", 40L)),
            new Kind(
                    -10,
                    out -> out.u32(21)
                            .u32(22)
                            .u64(0x5000)
                            .u64(0x6000)
                            .u64(0)
                            .bytes(new byte[] {20, 0, 0, 0}, 4)
                            .bytes(ID, 20)
                            .u32(5)
                            .u32(2)
                            .string("/bin/y"),
                    "mmap2",
                    List.of(Map.of("build_id", HexFormat.of().formatHex(ID), "build_id_size", 20L, "addr", 0x5000L))));

    /** Of the recorder. */
    static final List<Kind> TOOL = List.of(
            kind(
                    69,
                    "id_index_entry",
                    out -> out.u64(1).u64(7).u64(0).u64(1).u64(-1),
                    Map.of("id", 7L, "event_cpu", 1L, "event_tid", -1L)),
            kind(
                    69,
                    "id_index_entry",
                    out -> out.u64(1).u64(8).u64(0).u64(1).u64(5).u64(100).u64(2),
                    Map.of("id", 8L, "machine_pid", 100L, "vcpu", 2L)),
            kind(
                    70,
                    "auxtrace_info",
                    out -> out.u32(1).u32(0).u64(11).u64(12),
                    Map.of("auxtrace_type", 1L, "priv", List.of(11L, 12L))),
            kind(
                    72,
                    "auxtrace_error",
                    out -> out.u32(1)
                            .u32(2)
                            .u32(3)
                            .u32(4)
                            .u32(5)
                            .u32(0)
                            .u64(6)
                            .u64(7)
                            .string("bad"),
                    Map.of("code", 2L, "error_cpu", 3L, "msg", "bad")),
            kind(
                    73,
                    "thread_map_entry",
                    out -> out.u64(2)
                            .u64(5)
                            .bytes(new byte[] {'a', 'b'}, 16)
                            .u64(6)
                            .bytes(new byte[] {'c'}, 16),
                    Map.of("pid", 5L, "comm", "ab"),
                    Map.of("pid", 6L, "comm", "c")),
            kind(
                    74,
                    "cpu_map_entry",
                    out -> out.u16(0)
                            .u16(3)
                            .u16(0xffff)
                            .u16(1)
                            .u16(4)
                            .u16(0)
                            .u16(0)
                            .u16(0),
                    Map.of("map_type", 0L, "any_cpu", 1L, "cpus", List.of(1L, 4L))),
            kind(
                    74,
                    "cpu_map_entry",
                    out -> out.u16(1).u16(1).u16(8).u16(0).u16(0).u64(0b1001).bytes(new byte[0], 6),
                    Map.of("map_type", 1L, "any_cpu", 0L, "cpus", List.of(0L, 3L))),
            kind(
                    74,
                    "cpu_map_entry",
                    out -> out.u16(1).u16(2).u16(4).u32(2).u32(1).bytes(new byte[0], 2),
                    Map.of("map_type", 1L, "cpus", List.of(1L, 32L))),
            kind(
                    74,
                    "cpu_map_entry",
                    out -> out.u16(2).bytes(new byte[] {1, 0}, 2).u16(2).u16(4),
                    Map.of("map_type", 2L, "any_cpu", 1L, "cpus", List.of(2L, 3L, 4L))),
            kind(75, "stat_config_entry", out -> out.u64(1).u64(2).u64(1), Map.of("tag", 2L, "value", 1L)),
            kind(
                    76,
                    "stat",
                    out -> out.u64(7).u32(1).u32(0).u64(10).u64(11).u64(12),
                    Map.of("id", 7L, "stat_cpu", 1L, "val", 10L, "ena", 11L, "run", 12L)),
            kind(77, "stat_round", out -> out.u64(1).u64(500), Map.of("round_type", 1L, "time", 500L)),
            kind(
                    78,
                    "event_update_entry",
                    out -> out.u64(0).u64(11).string("Joules"),
                    Map.of("update_type", 0L, "id", 11L, "unit", "Joules")),
            kind(
                    78,
                    "event_update_entry",
                    out -> out.u64(1).u64(11).u64(Double.doubleToLongBits(2.5)),
                    Map.of("update_type", 1L, "scale", "2.5")),
            kind(
                    78,
                    "event_update_entry",
                    out -> out.u64(3).u64(11).u16(0).u16(1).u16(3).u16(0),
                    Map.of("update_type", 3L, "any_cpu", 0L, "cpus", List.of(3L))),
            kind(
                    79,
                    "time_conv",
                    out -> out.u64(10).u64(1000).u64(5).u64(6).u64(7).bytes(new byte[] {1, 1}, 8),
                    Map.of("time_shift", 10L, "time_mult", 1000L, "time_zero", 5L, "cap_user_time_short", 1L)),
            kind(79, "time_conv", out -> out.u64(10).u64(1000).u64(5), Map.of("time_zero", 5L)),
            kind(82, "finished_init", out -> {}, Map.of("misc", 0L)),
            kind(
                    84,
                    "bpf_metadata_entry",
                    out -> out.bytes(new byte[] {'p'}, 512)
                            .u64(1)
                            .bytes(new byte[] {'k'}, 64)
                            .bytes(new byte[] {'v'}, 256),
                    Map.of("prog_name", "p", "key", "k", "value", "v")),
            kind(
                    85,
                    "schedstat_cpu",
                    out -> out.u64(3).u32(1).u16(17).u16(0).u32(9).u32(0),
                    Map.of("timestamp", 3L, "stat_cpu", 1L, "version", 17L)),
            kind(86, "schedstat_domain", out -> out.u64(3).u32(1).u16(17).u16(2), Map.of("version", 17L, "domain", 2L)),
            kind(99, "unknown_record", out -> out.u64(2), Map.of("type", 99L)));
}
