// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.metadata.OwnEvents;
import dev.faultline.parsers.schema.EventSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every table a perf.data fills, and which records go where. */
final class PerfTables {
    private final List<EventSchema> schemas = new ArrayList<>();
    private final Map<Integer, Integer> byEventId = new HashMap<>();
    private final Map<Integer, Integer> sideByType = new HashMap<>();
    private final PerfEvents events;
    private final SampleTable samples;
    private final int sampleIndex;
    private final int rowIndex;
    private final int kindIndex;
    private final int faultIndex;
    private final OwnEvents own;
    /** Tables whose rows opening put together, and their places. */
    private final Map<Integer, RowList> stored = new LinkedHashMap<>();

    private final Map<RowShape, Integer> entryIndex = new HashMap<>();

    PerfTables(List<EventSchema> formats, PerfEvents events, List<RowList> features) {
        this.events = events;
        for (EventSchema format : formats) {
            byEventId.putIfAbsent(format.id(), schemas.size());
            schemas.add(format);
        }
        this.samples = SampleTable.of(events.attrs(), this::keepsRaw);
        this.sampleIndex = add(samples.schema());
        this.rowIndex = add(SampleTable.ROWS);
        this.kindIndex = add(samples.kinds());
        stored.put(add(EventList.SHAPE.schema()), EventList.rows(events));
        features.forEach(list -> stored.put(add(list.shape().schema()), list));
        SideTables.schemas().forEach((type, schema) -> sideByType.put(type, add(schema)));
        boolean faults = events.attrs().stream().anyMatch(FaultRows::isFault);
        this.faultIndex = faults ? add(FaultRows.SHAPE.schema()) : -1;
        EntryRows.SHAPES.forEach(shape -> entryIndex.put(shape, add(shape.schema())));
        this.own = OwnEvents.like(formats);
        add(own.unknown());
        add(own.unparsed());
    }

    private int add(EventSchema schema) {
        schemas.add(schema);
        return schemas.size() - 1;
    }

    /** All of them, in the order of {@link dev.faultline.parsers.capture.Capture#schemas()}. */
    List<EventSchema> schemas() {
        return List.copyOf(schemas);
    }

    PerfEvents events() {
        return events;
    }

    SampleTable samples() {
        return samples;
    }

    /** Whether RAW of an event stays bytes in {@code perf.sample}: it is no tracepoint's record. */
    boolean keepsRaw(PerfAttr attr) {
        return attr.has(SampleBit.RAW) && !attr.tracepoint();
    }

    int sampleIndex() {
        return sampleIndex;
    }

    /** Place of {@code perf.page_fault}, -1 where no event is one of page faults. */
    int faultIndex() {
        return faultIndex;
    }

    /** Position of {@link SampleTable#ROWS}. */
    int rowIndex() {
        return rowIndex;
    }

    /** Position of {@link SampleTable#kinds}. */
    int kindIndex() {
        return kindIndex;
    }

    /** Tables whose rows are known without looking at records, by their place. */
    Map<Integer, RowList> stored() {
        return stored;
    }

    /** Place of a table of {@link EntryRows}. */
    int entryIndex(RowShape shape) {
        return entryIndex.getOrDefault(shape, -1);
    }

    /** Position of the event a tracepoint's samples fill: its own, or {@code ftrace.unknown_event}; -1 without RAW. */
    int tracepointIndex(PerfAttr attr) {
        if (!attr.tracepoint() || !attr.has(SampleBit.RAW)) {
            return -1;
        }
        boolean small = attr.config() >= 0 && attr.config() <= 0xffff;
        Integer index = small ? byEventId.get((int) attr.config()) : null;
        return index == null ? unknownIndex() : index;
    }

    /** Whether only samples fill the table of an event. */
    boolean sampled(EventSchema event) {
        return List.of(sampleIndex, rowIndex, kindIndex).contains(schemas.indexOf(event))
                || events.attrs().stream()
                        .mapToInt(this::tracepointIndex)
                        .anyMatch(index -> index >= 0 && schemas.get(index).equals(event));
    }

    int unknownIndex() {
        return schemas.indexOf(own.unknown());
    }

    /** Position of the table that takes records of a type. */
    int sideIndex(int type) {
        Integer index = sideByType.get(type);
        return index == null ? sideByType.getOrDefault(-1, 0) : index;
    }
}
