// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The selected records of one worker's current block, by table and by what they lack. */
final class Groups {
    private final PerfTables tables;
    private final List<EventSchema> schemas;
    private final Selection selection;
    private final @Nullable EventRecords[] samples;
    private final @Nullable EventRecords[] tracepoints;
    private final @Nullable EventRecords[] kinds;
    private final @Nullable EventRecords rows;
    private final Map<Long, @Nullable EventRecords> sides = new HashMap<>();
    private final List<EventRecords> inBlock = new ArrayList<>();
    private final List<EventRecords> inImages = new ArrayList<>();

    /** @param plain by event whether its samples may have a kind */
    Groups(PerfTables tables, Selection selection, boolean[] plain) {
        this.tables = tables;
        this.schemas = tables.schemas();
        this.selection = selection;
        List<PerfAttr> attrs = tables.events().attrs();
        this.samples = new EventRecords[attrs.size()];
        this.tracepoints = new EventRecords[attrs.size()];
        this.kinds = new EventRecords[attrs.size()];
        boolean wanted = selection.events().test(tables.samples().schema());
        this.rows = wanted ? records(tables.rowIndex(), Set.of(), new Origins(true), inImages) : null;
        Set<Integer> kinded = new HashSet<>();
        for (int i = 0; wanted && i < plain.length; i++) {
            if (plain[i]) {
                kinded.add(tables.tracepointIndex(attrs.get(i)));
            }
        }
        Map<Integer, EventRecords> shared = new HashMap<>();
        for (int i = 0; i < attrs.size(); i++) {
            PerfAttr attr = attrs.get(i);
            Set<Field> absent = tables.samples().absent(attr, tables::keepsRaw);
            samples[i] = make(tables.sampleIndex(), absent, true, inImages);
            kinds[i] = wanted ? records(tables.kindIndex(), absent, new Origins(true), inImages) : null;
            int index = tables.tracepointIndex(attr);
            if (index >= 0 && selection.events().test(schemas.get(index))) {
                tracepoints[i] = shared.computeIfAbsent(index, at -> {
                    Origins origins = kinded.contains(at) ? Origins.kinded() : new Origins(true);
                    return records(at, Set.of(), origins, inBlock);
                });
            }
        }
    }

    private @Nullable EventRecords make(int index, Set<Field> absent, boolean sampled, List<EventRecords> list) {
        return selection.events().test(schemas.get(index)) ? records(index, absent, new Origins(sampled), list) : null;
    }

    private EventRecords records(int index, Set<Field> absent, Origins origins, List<EventRecords> list) {
        EventRecords records = new EventRecords(schemas.get(index), index, absent, origins);
        list.add(records);
        return records;
    }

    /** Samples that have a kind, where nobody wants the row of the tracepoint; {@code null} when nobody wants them. */
    @Nullable
    EventRecords rows() {
        return rows;
    }

    /** Kinds of an event's samples; {@code null} when nobody wants them. */
    @Nullable
    EventRecords kind(int attr) {
        return kinds[attr];
    }

    /** Rows of {@code perf.sample} for an event; {@code null} when nobody wants them. */
    @Nullable
    EventRecords sample(int attr) {
        return samples[attr];
    }

    /** Rows of the tracepoint an event is; {@code null} when it is none or nobody wants them. */
    @Nullable
    EventRecords tracepoint(int attr) {
        return tracepoints[attr];
    }

    /** Rows for a record that is no sample. */
    @Nullable
    EventRecords side(int type, int misc, int length) {
        boolean buildId = type == RecordType.MMAP2 && (misc & 1 << 14) != 0;
        boolean tool = type >= RecordType.FIRST_OF_TOOL;
        int known = tool ? Math.min(length, 128) : 0;
        long key = (long) type << 16 | (buildId ? 1 : 0) << 8 | known;
        if (!sides.containsKey(key)) {
            int index = tables.sideIndex(type);
            sides.put(key, make(index, absent(schemas.get(index), type, buildId, tool ? known : 128), false, inBlock));
        }
        return sides.get(key);
    }

    private static Set<Field> absent(EventSchema schema, int type, boolean buildId, int length) {
        Set<Field> absent = new HashSet<>();
        for (Field field : schema.fields()) {
            Set<String> other = buildId ? SideTables.INODE : SideTables.BUILD_ID;
            boolean elsewhere = type == RecordType.MMAP2 && other.contains(field.name());
            if (elsewhere || field.end() > length) {
                absent.add(field);
            }
        }
        return absent;
    }

    /** Those of {@link #side}, {@link #tracepoint} that have records now. */
    List<EventRecords> inBlock() {
        return inBlock.stream().filter(records -> records.count() > 0).toList();
    }

    /** Those of {@link #sample} that have records now. */
    List<EventRecords> inImages() {
        return inImages.stream().filter(records -> records.count() > 0).toList();
    }

    void clear() {
        inBlock.forEach(EventRecords::clear);
        inImages.forEach(EventRecords::clear);
    }
}
