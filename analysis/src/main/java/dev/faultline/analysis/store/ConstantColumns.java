// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Prefix columns of an event's table that say nothing of their own in a store of one capture. They become virtual columns: the
 * same columns to every query, but nothing to insert, compress and store (decision 0003).
 *
 * @param values SQL expression by column name
 * @param absent columns that the table does not have at all
 */
record ConstantColumns(Map<String, String> values, Set<String> absent) {
    /** For a store of several captures: every column can differ from row to row. */
    static final ConstantColumns NONE = new ConstantColumns(Map.of(), Set.of());

    private static final List<String> COMMON = List.of("common_flags", "common_preempt_count");

    /** What the rows of an event need not bring along in a store of only this capture. */
    static ConstantColumns of(short captureId, Capture capture, EventSchema event) {
        if (event.qualifiedName().equals(SampleView.ROWS)) {
            return new ConstantColumns(Map.of(), SampleView.ABSENT);
        }
        Map<String, String> values = new LinkedHashMap<>();
        values.put("capture_id", Short.toString(captureId));
        List<Buffer> buffers = capture.buffers();
        if (buffers.size() == 1) {
            values.put("buffer_id", Integer.toString(buffers.get(0).id()));
        }
        values.put("sample_id", capture.sampled(event) ? "rec" : "NULL");
        for (String name : COMMON) {
            Field field = event.field(name);
            if (field == null || field.size() != 1) {
                values.put(name, "NULL");
            }
        }
        return new ConstantColumns(values, Set.of());
    }

    /** The column's expression, {@code null} when it is stored. */
    @Nullable
    String expression(String column) {
        return values.get(column.toLowerCase(Locale.ROOT));
    }

    /** The columns that need not be decoded. */
    Set<String> names() {
        Set<String> names = new HashSet<>(values.keySet());
        names.addAll(absent);
        return names;
    }

    /** The columns that are stored. */
    Schema stored(Schema columns) {
        return only(columns, name -> expression(name) == null && !absent.contains(name));
    }

    /** The columns the table has. */
    Schema present(Schema columns) {
        return only(columns, name -> !absent.contains(name));
    }

    private static Schema only(Schema columns, Predicate<String> wanted) {
        return new Schema(columns.getFields().stream()
                .filter(field -> wanted.test(field.getName()))
                .toList());
    }
}
