// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.arrow.EventBatches;
import dev.faultline.parsers.arrow.EventTable;
import dev.faultline.parsers.arrow.ReadOptions;
import dev.faultline.parsers.arrow.TableBatch;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.LostEvents;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/** All rows of a capture, through the exit that everybody uses. */
record Rows(
        List<Row> rows,
        ScanSummary summary,
        List<LostEvents> losses,
        List<ParseIssue> issues,
        Map<String, String> details) {
    private static final int TS = 1;
    private static final int CPU = 2;
    private static final int TID = 3;
    private static final int REC = 7;

    static Rows of(Path path) throws IOException, InterruptedException {
        return of(path, Selection.everything());
    }

    static Rows of(Path path, Selection selection) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator();
                Capture capture = CaptureFormats.open(path)) {
            ScanSummary summary = EventBatches.read(
                    capture, 0, selection, new ReadOptions(2, 32 << 20), allocator, batch -> take(batch, rows));
            // both events of a graph's leaf have its line
            rows.sort(Comparator.comparingLong(Row::rec).thenComparing(Row::event));
            return new Rows(
                    rows,
                    summary,
                    capture.losses(),
                    capture.issues(),
                    capture.info().details());
        }
    }

    private static void take(TableBatch batch, List<Row> into) {
        synchronized (into) {
            String event = batch.table().event().name();
            List<FieldVector> columns = batch.rows().getFieldVectors();
            for (int i = 0; i < batch.rows().getRowCount(); i++) {
                Map<String, Row.Value> values = new LinkedHashMap<>();
                for (int c = EventTable.PREFIX; c < columns.size(); c++) {
                    Row.Value value = value(columns.get(c), i);
                    if (value != null) {
                        values.put(columns.get(c).getName(), value);
                    }
                }
                into.add(new Row(
                        event,
                        number(columns.get(TS), i),
                        small(columns.get(CPU), i),
                        small(columns.get(TID), i),
                        ((BaseIntVector) columns.get(REC)).getValueAsLong(i),
                        values));
            }
        }
        batch.rows().close();
    }

    private static @Nullable Long number(FieldVector vector, int row) {
        return vector.isNull(row) ? null : Long.valueOf(((BaseIntVector) vector).getValueAsLong(row));
    }

    private static @Nullable Integer small(FieldVector vector, int row) {
        Long value = number(vector, row);
        return value == null ? null : Integer.valueOf(value.intValue());
    }

    private static Row.@Nullable Value value(FieldVector vector, int row) {
        if (vector.isNull(row)) {
            return null;
        } else if (vector instanceof BitVector bit) {
            return new Row.Value(8, (long) bit.get(row));
        } else if (vector instanceof BaseIntVector ints) {
            int bits = 8 * ((org.apache.arrow.vector.BaseFixedWidthVector) ints).getTypeWidth();
            return new Row.Value(bits, ints.getValueAsLong(row));
        }
        Object value = vector.getObject(row);
        return new Row.Value(0, value instanceof byte[] bytes ? Arrays.toString(bytes) : value);
    }
}
