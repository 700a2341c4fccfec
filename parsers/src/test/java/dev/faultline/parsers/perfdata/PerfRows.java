// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.arrow.EventBatches;
import dev.faultline.parsers.arrow.EventTable;
import dev.faultline.parsers.arrow.ReadOptions;
import dev.faultline.parsers.arrow.TableBatch;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** All rows of a perf.data by table, in the order of {@code rec}; numbers as long, lists as lists, bytes as hex. */
public final class PerfRows {
    private final Map<String, List<Map<String, Object>>> tables = new TreeMap<>();

    public static PerfRows of(Capture capture, Selection selection, int workers)
            throws IOException, InterruptedException {
        PerfRows rows = new PerfRows();
        try (BufferAllocator allocator = new RootAllocator(1L << 30)) {
            EventBatches.read(
                    capture, 1, selection, new ReadOptions(workers, 32L << 20), allocator, batch -> rows.add(batch));
        }
        rows.join();
        rows.tables
                .values()
                .forEach(list -> list.sort(Comparator.comparing((Map<String, Object> row) -> (Long) row.get("rec"))));
        return rows;
    }

    /** Rows of samples that have a kind become rows of {@code perf.sample}, as the view of that name in a store makes them. */
    private void join() {
        Map<Object, Map<String, Object>> kinds = new HashMap<>();
        table("perf.sample_kind").forEach(kind -> kinds.put(kind.get("kind"), kind));
        tables.remove("perf.sample_kind");
        List<Map<String, Object>> samples = new ArrayList<>();
        tables.forEach((name, rows) -> {
            String column = name.equals("perf.sample_row") ? "kind" : EventTable.KIND;
            for (Map<String, Object> row : rows) {
                Object kind = row.remove(column);
                if (kind != null) {
                    samples.add(sample(row, Objects.requireNonNull(kinds.get(kind))));
                }
            }
        });
        if (!samples.isEmpty()) {
            tables.computeIfAbsent("perf.sample", name -> new ArrayList<>()).addAll(samples);
        }
        tables.remove("perf.sample_row");
    }

    private static Map<String, Object> sample(Map<String, Object> row, Map<String, Object> kind) {
        Map<String, Object> sample = new TreeMap<>(kind);
        sample.remove("kind");
        for (String own : List.of("ts", "rec", "sample_id")) {
            Object value = row.get(own);
            if (value != null) {
                sample.put(own, value);
            }
        }
        return sample;
    }

    private synchronized void add(TableBatch batch) {
        List<Map<String, Object>> into =
                tables.computeIfAbsent(batch.table().event().qualifiedName(), name -> new ArrayList<>());
        try (VectorSchemaRoot root = batch.rows()) {
            for (int i = 0; i < root.getRowCount(); i++) {
                Map<String, Object> row = new TreeMap<>();
                for (FieldVector column : root.getFieldVectors()) {
                    if (!column.isNull(i)) {
                        row.put(column.getName(), value(column, i));
                    }
                }
                into.add(row);
            }
        }
    }

    private static Object value(FieldVector column, int index) {
        if (column instanceof ListVector list) {
            List<Object> values = new ArrayList<>();
            for (int i = list.getElementStartIndex(index); i < list.getElementEndIndex(index); i++) {
                values.add(value(list.getDataVector(), i));
            }
            return values;
        }
        Object value = column.getObject(index);
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (column.getField().getType() instanceof ArrowType.Int type) {
            long number = value instanceof Character character ? character : ((Number) value).longValue();
            int shift = 64 - type.getBitWidth();
            return type.getIsSigned() ? number : number << shift >>> shift;
        }
        return value instanceof Boolean flag ? (Object) (flag ? 1L : 0L) : String.valueOf(value);
    }

    /** Rows of a table; none when it has no rows. A column that is NULL is not in a row. */
    public List<Map<String, Object>> table(String name) {
        return tables.getOrDefault(name, List.of());
    }

    /** Tables with rows. */
    Map<String, List<Map<String, Object>>> all() {
        return tables;
    }
}
