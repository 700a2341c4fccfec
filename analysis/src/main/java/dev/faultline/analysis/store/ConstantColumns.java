// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.Capture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Prefix columns that have one value in a whole store. They become virtual columns of the event tables: the same columns to every
 * query, but nothing to insert, compress and store (decision 0003).
 *
 * @param values SQL expression by column name
 */
record ConstantColumns(Map<String, String> values) {
    /** For a store of several captures: every column can differ from row to row. */
    static final ConstantColumns NONE = new ConstantColumns(Map.of());

    /** What is constant in a store of only this capture. */
    static ConstantColumns of(short captureId, Capture capture) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("capture_id", Short.toString(captureId));
        List<Buffer> buffers = capture.buffers();
        if (buffers.size() == 1) {
            values.put("buffer_id", Integer.toString(buffers.get(0).id()));
        }
        // Only perf has samples; its buffers, and those of text, have no sub-buffers.
        if (buffers.stream().allMatch(buffer -> buffer.subBufferSize() > 0)) {
            values.put("sample_id", "NULL");
        }
        return new ConstantColumns(values);
    }

    /** The column's expression, {@code null} when it varies. */
    @Nullable
    String expression(String column) {
        return values.get(column.toLowerCase(Locale.ROOT));
    }

    /** Names to leave out of an insertion: {@code EXCLUDE (a, b)}, empty when there are none. */
    String exclusion() {
        return values.isEmpty()
                ? ""
                : values.keySet().stream().map(SqlNames::quote).collect(Collectors.joining(", ", " EXCLUDE (", ")"));
    }
}
