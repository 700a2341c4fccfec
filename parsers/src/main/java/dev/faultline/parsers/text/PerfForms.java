// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.schema.FieldKind;
import dev.faultline.parsers.text.print.PrintLayout;
import dev.faultline.parsers.text.print.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tables of system {@code perf} that perf script's lines fill, with the columns of a perf.data under the same names
 * (docs/formats/perf-script-text.md).
 */
final class PerfForms {
    /** What every sample's line says; see {@link ScriptRows} for the slots. */
    static final TextEvent SAMPLE = form(
            "sample",
            "s32 pid, u16 event, u64 ip, u64 addr, u64 period, char[] cgroup_path, char[] symbol, char[] dso");

    static final TextEvent PAGE_FAULT =
            form("page_fault", "u64 address, u64 ip, u64 period, u16 config, u16 cpu_mode, u16 event");
    static final TextEvent FRAME = form(
            "script_frame",
            "u64 sample, u16 depth, u64 address, u64 file_offset, char[] symbol, u64 symbol_offset, char[] dso, u8 inlined");
    static final TextEvent NAMESPACE = form("namespace", "u32 pid, u32 tid, char[] kind, u64 dev, u64 ino");
    static final TextEvent EVENT = form("event", "u16 event, char[] name");

    private static final String TASK = "u32 pid, u32 tid";
    private static final String FAMILY = "u32 pid, u32 ppid, u32 tid, u32 ptid";
    private static final String FAMILY_TEXT = "\"(%d:%d):(%d:%d)\", REC->pid, REC->tid, REC->ppid, REC->ptid";

    /** By the name perf gives them (Linux tools/perf/util/event.c, {@code perf_event__fprintf_*()}). */
    private static final Map<String, TextEvent> SIDE = Map.ofEntries(
            Map.entry(
                    "PERF_RECORD_MMAP",
                    form(
                            "mmap",
                            TASK + ", u64 addr, u64 len, u64 pgoff, char[] prot_text, char[] filename",
                            "\"%d/%d: [%#lx(%#lx) @ %#lx]: %s %s\", REC->pid, REC->tid, REC->addr, REC->len, REC->pgoff, "
                                    + "__word(REC->prot_text), REC->filename")),
            Map.entry(
                    "PERF_RECORD_MMAP2",
                    form(
                            "mmap2",
                            TASK + ", u64 addr, u64 len, u64 pgoff, u32 maj, u32 min, u64 ino, u64 ino_generation, "
                                    + "char[] build_id_text, char[] prot_text, char[] filename",
                            "\"%d/%d: [%#lx(%#lx) @ %#lx %x:%x %lu %lu]: %s %s\", REC->pid, REC->tid, REC->addr, REC->len, "
                                    + "REC->pgoff, REC->maj, REC->min, REC->ino, REC->ino_generation, "
                                    + "__word(REC->prot_text), REC->filename",
                            "\"%d/%d: [%#lx(%#lx) @ %#lx <%s>]: %s %s\", REC->pid, REC->tid, REC->addr, REC->len, REC->pgoff, "
                                    + "__word(REC->build_id_text), __word(REC->prot_text), REC->filename")),
            Map.entry(
                    "PERF_RECORD_COMM",
                    form(
                            "comm",
                            TASK + ", char[] comm",
                            "\"exec: %s:%d/%d\", REC->comm, REC->pid, REC->tid",
                            "\": %s:%d/%d\", REC->comm, REC->pid, REC->tid")),
            Map.entry("PERF_RECORD_FORK", form("fork", FAMILY, FAMILY_TEXT)),
            Map.entry("PERF_RECORD_EXIT", form("exit", FAMILY, FAMILY_TEXT)),
            Map.entry(
                    "PERF_RECORD_LOST",
                    form(
                            "lost",
                            "u64 id, u64 lost",
                            "\": id:%lu: lost:%lu\", REC->id, REC->lost",
                            "\"lost %lu\", REC->lost")),
            Map.entry(
                    "PERF_RECORD_NAMESPACES",
                    form(
                            "namespaces",
                            TASK + ", u64 nr_namespaces",
                            "\"%d/%d - nr_namespaces: %lu\", REC->pid, REC->tid, REC->nr_namespaces")),
            Map.entry(
                    "PERF_RECORD_CGROUP",
                    form("cgroup", "u64 id, char[] path", "\"cgroup: %lu %s\", REC->id, REC->path")),
            Map.entry("PERF_RECORD_SWITCH", form("switch", "char[] direction_text", "\"%s\", REC->direction_text")),
            Map.entry(
                    "PERF_RECORD_SWITCH_CPU_WIDE",
                    form(
                            "switch_cpu_wide",
                            "char[] direction_text, u32 next_prev_pid, u32 next_prev_tid",
                            "\"%s pid/tid: %d/%d\", REC->direction_text, REC->next_prev_pid, REC->next_prev_tid")),
            Map.entry(
                    "PERF_RECORD_LOST_SAMPLES",
                    form("lost_samples", "u64 lost", "\"lost %lu\", REC->lost", "\": lost %lu\", REC->lost")));

    private PerfForms() {}

    /** The table of a kind of record that is no sample, by the name perf prints; empty for kinds that are not read. */
    static List<TextEvent> side(String name) {
        TextEvent event = SIDE.get(name);
        return event == null ? List.of() : List.of(event);
    }

    private static TextEvent form(String name, String columns, String... printFmts) {
        List<Field> fields = new ArrayList<>();
        for (String column : columns.split(", ")) {
            int space = column.indexOf(' ');
            fields.add(field(column.substring(0, space), column.substring(space + 1)));
        }
        Slots slots = new Slots(fields);
        List<PrintLayout> layouts = new ArrayList<>();
        for (String printFmt : printFmts) {
            PrintLayout layout = PrintLayout.of(printFmt, slots);
            if (layout == null) {
                throw new IllegalStateException("no print fmt: " + printFmt);
            }
            layouts.add(layout);
        }
        EventSchema schema = new EventSchema("perf", name, -1, List.of(), List.copyOf(fields), "");
        return new TextEvent(RecordForm.of(schema, slots), layouts);
    }

    private static Field field(String type, String name) {
        if (type.equals("char[]")) {
            return new Field(name, type, 0, 0, false, FieldKind.DATA_LOC_TEXT, 1);
        }
        int size = Integer.parseInt(type.substring(1)) / 8;
        return new Field(name, type, 0, size, type.startsWith("s"), FieldKind.INTEGER, size);
    }
}
