// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as JSON objects: in one array, or one per line. Integers are written whole, whatever their size. */
final class JsonRows implements RowWriter {
    private final PrintStream out;
    private final boolean array;
    private List<String> names = List.of();
    private boolean first = true;

    JsonRows(PrintStream out, boolean array) {
        this.out = out;
        this.array = array;
    }

    @Override
    public void columns(List<String> columns) {
        names = columns;
        out.print(array ? "[" : "");
    }

    @Override
    public void row(@Nullable Object[] values) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            object.put(names.get(i), values[i]);
        }
        if (array) {
            out.print(first ? "\n" : ",\n");
        }
        out.print(Json.of(object));
        if (!array) {
            out.print('\n');
        }
        first = false;
    }

    @Override
    public void end() {
        if (array) {
            out.print(first ? "]\n" : "\n]\n");
        }
    }
}
