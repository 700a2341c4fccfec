// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.schema.FieldKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Table {@code perf.sample} of one capture: the columns that at least one of its events records. A sample becomes an
 * image with a place of its own for every column, so that it is decoded like the record of any event.
 *
 * @param schema its columns as fields of an image
 * @param places by {@link SampleColumn#position()} where a column's value is in an image, -1 for columns that nobody records
 * @param size bytes of an image without its lists
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SampleTable(EventSchema schema, int[] places, int size) {
    /** One row per sample whose other values are those of its kind; 4 bytes of an image. */
    static final EventSchema ROWS = new EventSchema("perf", "sample_row", -1, List.of(), List.of(kind(0)), "");

    private static Field kind(int at) {
        return new Field("kind", "u32", at, 4, false, FieldKind.INTEGER, 4);
    }

    /** One row per kind: the columns of a sample, and the number of the kind behind them. */
    EventSchema kinds() {
        List<Field> fields = new ArrayList<>(schema.fields());
        fields.add(kind(size));
        return new EventSchema("perf", "sample_kind", -1, List.of(), List.copyOf(fields), "");
    }

    /**
     * The table of these events.
     *
     * @param keepsRaw whether RAW of an event is kept as bytes, because no format tells how to read it
     */
    static SampleTable of(List<PerfAttr> attrs, Predicate<PerfAttr> keepsRaw) {
        List<Field> fields = new ArrayList<>();
        int[] places = new int[SampleColumn.values().length];
        int at = 0;
        for (SampleColumn column : SampleColumn.values()) {
            boolean some = attrs.stream().anyMatch(attr -> has(column, attr, keepsRaw));
            places[column.position()] = some ? at : -1;
            if (some) {
                fields.add(column.at(at));
                at += column.size();
            }
        }
        EventSchema schema = new EventSchema("perf", "sample", -1, List.of(), List.copyOf(fields), "");
        return new SampleTable(schema, places, at);
    }

    /** The columns that samples of this event leave NULL. */
    Set<Field> absent(PerfAttr attr, Predicate<PerfAttr> keepsRaw) {
        Set<Field> absent = new HashSet<>();
        for (SampleColumn column : SampleColumn.values()) {
            int at = places[column.position()];
            if (at >= 0 && !has(column, attr, keepsRaw)) {
                absent.add(column.at(at));
            }
        }
        return absent;
    }

    private static boolean has(SampleColumn column, PerfAttr attr, Predicate<PerfAttr> keepsRaw) {
        return column.in(attr) && (column != SampleColumn.RAW || keepsRaw.test(attr));
    }
}
