// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.io.Words;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What records hold several of, as rows of a table of its own, and what needs more than cutting out bytes: {@code rec} is
 * that of the record (Linux tools/lib/perf/include/perf/event.h).
 */
final class EntryRows {
    static final RowShape NAMESPACE = RowShape.of("namespace: u32 pid, u32 tid, char[] kind, u64 dev, u64 ino");
    static final RowShape ID =
            RowShape.of("id_index_entry: u64 id, u64 idx, s64 event_cpu, s64 event_tid, u64 machine_pid, u64 vcpu");
    static final RowShape THREAD = RowShape.of("thread_map_entry: u64 pid, char[] comm");
    static final RowShape CPUS = RowShape.of("cpu_map_entry: u16 map_type, u8 any_cpu, u64[] cpus");
    static final RowShape STAT = RowShape.of("stat_config_entry: u64 tag, u64 value");
    static final RowShape UPDATE =
            RowShape.of("event_update_entry: u64 update_type, u64 id, char[] unit, char[] scale, char[] name, "
                    + "u8 any_cpu, u64[] cpus");
    static final RowShape BPF = RowShape.of("bpf_metadata_entry: char[] prog_name, char[] key, char[] value");
    static final RowShape READ = RowShape.of("read_value: u32 pid, u32 tid, u16 event, u64 time_enabled, "
            + "u64 time_running, u64 value, u64 id, u64 lost");
    static final List<RowShape> SHAPES = List.of(NAMESPACE, ID, THREAD, CPUS, STAT, UPDATE, BPF, READ);

    private static final String[] KINDS = {"net", "uts", "ipc", "pid", "user", "mnt", "cgroup"};
    private static final int FIRST = 16;
    private static final int NAME = 512;
    private static final int KEY = 64;
    private static final int VALUE = 256;

    private final Map<RowShape, RowList> lists = new LinkedHashMap<>();
    private final ByteOrder order;
    private final int[] places;
    private byte[] bytes = new byte[0];
    private int start;
    private int end;
    private RowList.Place rec = new RowList.Place(0, Origins.NO_TS, Origins.NONE, Origins.NONE);

    /** @param index place among the capture's tables, or -1 for a table nobody wants */
    EntryRows(ByteOrder order, Function<RowShape, Integer> index) {
        this.order = order;
        this.places = SHAPES.stream().mapToInt(index::apply).toArray();
        SHAPES.forEach(shape -> lists.put(shape, new RowList(shape)));
    }

    /** Tables with rows, by their place among the capture's. */
    Map<Integer, RowList> filled() {
        Map<Integer, RowList> filled = new LinkedHashMap<>();
        for (int i = 0; i < places.length; i++) {
            RowList list = list(SHAPES.get(i));
            if (list.size() > 0 && places[i] >= 0) {
                filled.put(places[i], list);
            }
        }
        return filled;
    }

    void clear() {
        lists.values().forEach(RowList::clear);
    }

    private RowList list(RowShape shape) {
        return lists.computeIfAbsent(shape, RowList::new);
    }

    /** Takes in the record of {@code length} bytes at {@code at}; what does not fit it is left out. */
    void add(int type, byte[] block, int at, int length, RowList.Place record) {
        bytes = block;
        start = at;
        end = at + length;
        rec = record;
        switch (type) {
            case RecordType.NAMESPACES -> namespaces();
            case RecordType.ID_INDEX -> ids();
            case RecordType.THREAD_MAP -> each(24, place -> list(THREAD).add(rec, word(place), text(place + 8, 16)));
            case RecordType.CPU_MAP -> list(CPUS).add(rec, half(8), map(8) == null ? null : any(8), map(8));
            case RecordType.STAT_CONFIG -> each(16, place -> list(STAT).add(rec, word(place), word(place + 8)));
            case RecordType.EVENT_UPDATE -> update();
            case RecordType.BPF_METADATA -> programs();
            default -> {}
        }
    }

    /**
     * Takes in a READ record, one row for every counter (Linux kernel/events/core.c, {@code perf_output_read()}).
     *
     * @param events what the ids in it belong to
     * @param event the one that the record's own id names
     */
    void read(PerfEvents events, int event, byte[] block, int at, int length, RowList.Place record) {
        bytes = block;
        start = at;
        end = at + length;
        rec = record;
        PerfAttr attr = events.attrs().get(event);
        boolean group = ReadFormat.group(attr);
        int entry = 8 * ReadFormat.entry(attr);
        int times = 24; // behind the value, of a group behind their number
        int first = group ? times + 8 * ReadFormat.times(attr) : 16;
        Long enabled = ReadFormat.enabled(attr) ? word(times) : null;
        Long running = ReadFormat.running(attr) ? word(times + (enabled == null ? 0 : 8)) : null;
        Long stated = group ? word(16) : Long.valueOf(1);
        long count = stated == null ? 0 : stated;
        int behind = group ? 0 : 8 * ReadFormat.times(attr);
        for (int place = first; count > 0 && has(place, entry + behind); place += entry) {
            int more = place + 8 + behind;
            Long id = ReadFormat.id(attr) ? word(more) : null;
            Long lost = ReadFormat.lost(attr) ? word(more + (id == null ? 0 : 8)) : null;
            int known = id == null ? -1 : events.withId(id);
            int whose = known < 0 ? event : known;
            list(READ)
                    .add(
                            rec,
                            Words.s32(bytes, start + 8, order),
                            Words.s32(bytes, start + 12, order),
                            whose,
                            enabled,
                            running,
                            word(place),
                            id,
                            lost);
            count--;
        }
    }

    private boolean has(int place, int count) {
        return start + place + count <= end;
    }

    private @Nullable Long word(int place) {
        return has(place, 8) ? Long.valueOf(Words.s64(bytes, start + place, order)) : null;
    }

    private @Nullable Integer half(int place) {
        return has(place, 2) ? Integer.valueOf(Words.u16(bytes, start + place, order)) : null;
    }

    private byte[] text(int place, int most) {
        int from = Math.min(start + place, end);
        int to = from;
        while (to < end && to - from < most && bytes[to] != 0) {
            to++;
        }
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** One of the entries behind a count. */
    private interface Entry {
        void take(int place);
    }

    private void each(int size, Entry entry) {
        Long stated = word(8);
        long count = stated == null ? 0 : stated;
        for (int place = FIRST; count > 0 && has(place, size); place += size) {
            entry.take(place);
            count--;
        }
    }

    private void namespaces() {
        for (int i = 0, place = 24; has(place, 16); i++, place += 16) {
            String kind = i < KINDS.length ? KINDS[i] : null;
            int pid = Words.s32(bytes, start + 8, order);
            int tid = Words.s32(bytes, start + 12, order);
            list(NAMESPACE).add(rec, pid, tid, kind, word(place), word(place + 8));
        }
    }

    /** Since 6.0 the machine and virtual cpu of every entry may follow behind all entries. */
    private void ids() {
        Long stated = word(8);
        int count = stated == null || stated < 0 || stated > (end - start) / 32 ? 0 : stated.intValue();
        int guests = FIRST + 32 * count;
        boolean some = has(guests, 16 * count);
        for (int i = 0; i < count && has(FIRST + 32 * i, 32); i++) {
            int at = FIRST + 32 * i;
            Long machine = some ? word(guests + 16 * i) : null;
            Long vcpu = some ? word(guests + 16 * i + 8) : null;
            list(ID).add(rec, word(at), word(at + 8), word(at + 16), word(at + 24), machine, vcpu);
        }
    }

    private void update() {
        Long type = word(8);
        if (type == null) {
            return;
        }
        Long bits = word(24);
        byte[] text = text(24, end - start);
        String scale = type == 1 && bits != null ? Double.toString(Double.longBitsToDouble(bits)) : null;
        long[] cpus = type == 3 ? map(24) : null;
        list(UPDATE)
                .add(
                        rec,
                        type,
                        word(16),
                        type == 0 ? text : null,
                        scale,
                        type == 2 ? text : null,
                        cpus == null ? null : any(24),
                        cpus);
    }

    private void programs() {
        byte[] program = text(8, NAME);
        Long stated = word(8 + NAME);
        long count = stated == null ? 0 : stated;
        for (int place = 16 + NAME; count > 0 && has(place, KEY + VALUE); place += KEY + VALUE) {
            list(BPF).add(rec, program, text(place, KEY), text(place + KEY, VALUE));
            count--;
        }
    }

    /** Whether a map also stands for "any cpu", which lists write as -1. */
    private int any(int place) {
        Integer type = half(place);
        if (type != null && type == 2) {
            return has(place + 2, 1) ? bytes[start + place + 2] & 1 : 0;
        }
        long[] cpus = type != null && type == 0 ? raw(place) : new long[0];
        return Arrays.stream(cpus).anyMatch(cpu -> cpu == 0xffff) ? 1 : 0;
    }

    /** The cpus of a {@code struct perf_record_cpu_map_data}: a list, a mask of either word size, or a range. */
    private long @Nullable [] map(int place) {
        Integer type = half(place);
        if (type == null || !has(place + 2, 2)) {
            return null;
        }
        return switch (type) {
            case 0 -> Arrays.stream(raw(place)).filter(cpu -> cpu != 0xffff).toArray();
            case 1 -> mask(place);
            case 2 -> range(place);
            default -> null;
        };
    }

    private long[] raw(int place) {
        int count = Words.u16(bytes, start + place + 2, order);
        List<Long> cpus = new ArrayList<>();
        for (int i = 0; i < count && has(place + 4 + 2 * i, 2); i++) {
            cpus.add((long) Words.u16(bytes, start + place + 4 + 2 * i, order));
        }
        return cpus.stream().mapToLong(Long::longValue).toArray();
    }

    private long[] mask(int place) {
        int count = Words.u16(bytes, start + place + 2, order);
        int size = has(place + 4, 2) && Words.u16(bytes, start + place + 4, order) == 8 ? 8 : 4;
        int first = place + (size == 8 ? 10 : 6); // the 64-bit words are behind four bytes of padding
        List<Long> cpus = new ArrayList<>();
        for (int i = 0; i < count && has(first + size * i, size); i++) {
            int at = start + first + size * i;
            long bits = size == 8 ? Words.s64(bytes, at, order) : Words.s32(bytes, at, order) & 0xffff_ffffL;
            for (int bit = 0; bit < 8 * size; bit++) {
                if ((bits >>> bit & 1) != 0) {
                    cpus.add(8L * size * i + bit);
                }
            }
        }
        return cpus.stream().mapToLong(Long::longValue).toArray();
    }

    private long @Nullable [] range(int place) {
        if (!has(place + 4, 4)) {
            return null;
        }
        int first = Words.u16(bytes, start + place + 4, order);
        int last = Words.u16(bytes, start + place + 6, order);
        return LongStream.rangeClosed(first, last).toArray();
    }
}
