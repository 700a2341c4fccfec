// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.schema.FieldKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tables of records that are no samples. Their fields lie over the bytes of the record, its header included, so that
 * they are decoded like the fields of any event (Linux include/uapi/linux/perf_event.h, {@code enum perf_event_type};
 * tools/lib/perf/include/perf/event.h). A type of which nothing is known here fills {@code perf.unknown_record}.
 */
final class SideTables {
    /** Of records whose type has no table. */
    static final String UNKNOWN = "unknown_record";

    /** MMAP2 tells the file by inode, or (misc bit 14) by build id. */
    static final Set<String> INODE = Set.of("maj", "min", "ino", "ino_generation");

    static final Set<String> BUILD_ID = Set.of("build_id_size", "build_id");

    private static final String TASK = "u32 pid, u32 tid";
    private static final String MAPPING = TASK + ", u64 addr, u64 len, u64 pgoff";
    private static final String FILE = "u32 maj, u32 min, u64 ino, u64 ino_generation, @40 u8 build_id_size, "
            + "@44 u8[20] build_id, u32 prot, u32 flags, char[] filename";

    private static final Map<Integer, String> TABLES = new TreeMap<>(Map.ofEntries(
            entry(1, "mmap", MAPPING + ", char[] filename"),
            entry(2, "lost", "u64 id, u64 lost"),
            entry(3, "comm", TASK + ", char[] comm"),
            entry(4, "exit", "u32 pid, u32 ppid, u32 tid, u32 ptid, u64 time"),
            entry(5, "throttle", "u64 time, u64 id, u64 stream_id"),
            entry(6, "unthrottle", "u64 time, u64 id, u64 stream_id"),
            entry(7, "fork", "u32 pid, u32 ppid, u32 tid, u32 ptid, u64 time"),
            entry(8, "read", TASK + ", u64[] values"),
            entry(10, "mmap2", MAPPING + ", " + FILE),
            entry(11, "aux", "u64 aux_offset, u64 aux_size, u64 flags"),
            entry(12, "itrace_start", TASK),
            entry(13, "lost_samples", "u64 lost"),
            entry(14, "switch", ""),
            entry(15, "switch_cpu_wide", "u32 next_prev_pid, u32 next_prev_tid"),
            entry(16, "namespaces", TASK + ", u64 nr_namespaces"),
            entry(17, "ksymbol", "u64 addr, u32 len, u16 ksym_type, u16 flags, char[] name"),
            entry(18, "bpf_event", "u16 bpf_type, u16 flags, u32 id, u8[8] tag"),
            entry(19, "cgroup", "u64 id, char[] path"),
            entry(20, "text_poke", "u64 addr, u16 old_len, u16 new_len, u8[] code"),
            entry(21, "aux_output_hw_id", "u64 hw_id"),
            entry(22, "callchain_deferred", "u64 cookie, u64 nr, u64[] ips"),
            entry(64, "header_attr", "u8[] attr"),
            entry(65, "header_event_type", "u8[] content"),
            entry(66, "header_tracing_data", "u32 data_size"),
            entry(67, "build_id", "s32 pid, u8[20] build_id, u8 build_id_size, @36 char[] filename"),
            entry(69, "id_index", "u64 nr"),
            entry(70, "auxtrace_info", "u32 auxtrace_type, @16 u64[] priv"),
            entry(71, "auxtrace", "u64 data_size, u64 data_offset, u64 reference, u32 idx, u32 tid, u32 data_cpu"),
            entry(
                    72,
                    "auxtrace_error",
                    "u32 error_type, u32 code, u32 error_cpu, u32 pid, u32 tid, u32 fmt, u64 ip, "
                            + "u64 time, char[] msg"),
            entry(73, "thread_map", "u64 nr"),
            entry(74, "cpu_map", "u16 map_type, u8[] map"),
            entry(75, "stat_config", "u64 nr"),
            entry(76, "stat", "u64 id, u32 stat_cpu, u32 thread, u64 val, u64 ena, u64 run"),
            entry(77, "stat_round", "u64 round_type, u64 time"),
            entry(78, "event_update", "u64 update_type, u64 id, u8[] content"),
            entry(
                    79,
                    "time_conv",
                    "u64 time_shift, u64 time_mult, u64 time_zero, u64 time_cycles, u64 time_mask, "
                            + "u8 cap_user_time_zero, u8 cap_user_time_short"),
            entry(80, "header_feature", "u64 feature, u8[] content"),
            entry(82, "finished_init", ""),
            entry(84, "bpf_metadata", "char[512] prog_name, u64 nr"),
            entry(85, "schedstat_cpu", "u64 timestamp, u32 stat_cpu, u16 version, @24 u8[] content"),
            entry(86, "schedstat_domain", "u64 timestamp, u32 stat_cpu, u16 version, u16 domain, u8[] content")));

    private SideTables() {}

    private static Map.Entry<Integer, String> entry(int type, String name, String fields) {
        return Map.entry(type, name + ": u16@4 misc, @8 " + fields);
    }

    /** The tables by type of record; -1 is the table of all other types. */
    static Map<Integer, EventSchema> schemas() {
        Map<Integer, EventSchema> schemas = new TreeMap<>();
        TABLES.forEach((type, text) -> schemas.put(type, schema(text)));
        schemas.put(-1, schema(UNKNOWN + ": u32@0 type, u16@4 misc, @8 u8[] content"));
        return schemas;
    }

    private static EventSchema schema(String text) {
        int colon = text.indexOf(':');
        List<Field> fields = new ArrayList<>();
        int at = 0;
        for (String declaration : text.substring(colon + 1).split(",")) {
            String rest = declaration.strip();
            if (rest.startsWith("@")) {
                int space = rest.indexOf(' ');
                at = Integer.parseInt(space < 0 ? rest.substring(1) : rest.substring(1, space));
                rest = space < 0 ? "" : rest.substring(space + 1);
            }
            if (!rest.isEmpty()) {
                Field field = field(rest, at);
                fields.add(field);
                at = field.end();
            }
        }
        return new EventSchema("perf", text.substring(0, colon), -1, List.of(), List.copyOf(fields), "");
    }

    private static Field field(String declaration, int next) {
        int space = declaration.indexOf(' ');
        String name = declaration.substring(space + 1);
        String type = declaration.substring(0, space);
        int place = type.indexOf('@');
        int at = place < 0 ? next : Integer.parseInt(type.substring(place + 1));
        type = place < 0 ? type : type.substring(0, place);
        return switch (type) {
            case "char[]" -> new Field(name, "char[]", at, 0, false, FieldKind.TEXT, 1);
            case "char[512]" -> new Field(name, type, at, 512, false, FieldKind.TEXT, 1);
            case "u64[]" -> new Field(name, "u64[]", at, 0, false, FieldKind.ARRAY, 8);
            case "u8[]" -> new Field(name, "u8[]", at, 0, false, FieldKind.BYTES, 1);
            case "u8[8]" -> new Field(name, "u8[8]", at, 8, false, FieldKind.BYTES, 1);
            case "u8[20]" -> new Field(name, "u8[20]", at, 20, false, FieldKind.BYTES, 1);
            default -> integer(name, type, at);
        };
    }

    private static Field integer(String name, String type, int at) {
        int size = Integer.parseInt(type.substring(1)) / 8;
        return new Field(name, type, at, size, type.startsWith("s"), FieldKind.INTEGER, size);
    }
}
