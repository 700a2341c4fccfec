// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.capture.RecordBlock;
import dev.faultline.parsers.io.Words;
import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.schema.FieldKind;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of a {@link RowShape}: few of them, as only what the recorder says about itself is written this way. */
final class RowList {
    private final RowShape shape;
    private final List<Row> rows = new ArrayList<>();

    /** Values in the order of the columns: Long, Integer, String, long[], byte[], or {@code null}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(Place place, @Nullable Object[] values) {}

    /**
     * Where a row comes from.
     *
     * @param ts {@link Origins#NO_TS} when the record says no time
     * @param cpu {@link Origins#NONE} when it says none, {@code tid} likewise
     */
    record Place(long rec, long ts, int cpu, int tid) {}

    RowList(RowShape shape) {
        this.shape = shape;
    }

    RowShape shape() {
        return shape;
    }

    int size() {
        return rows.size();
    }

    void clear() {
        rows.clear();
    }

    /** Adds a row without a time. */
    void add(long rec, @Nullable Object... values) {
        add(new Place(rec, Origins.NO_TS, Origins.NONE, Origins.NONE), values);
    }

    /** Adds a row. */
    void add(Place place, @Nullable Object... values) {
        if (values.length != shape.schema().fields().size()) {
            throw new IllegalArgumentException(shape.schema().name() + " has other columns");
        }
        rows.add(new Row(place, values));
    }

    /** The rows as records like any other; {@code index} is the place of the table among the capture's. */
    RecordBlock block(int worker, int index, ByteOrder order, IssueLog issues) {
        Image image = new Image(shape, order);
        Map<Set<Field>, EventRecords> groups = new LinkedHashMap<>();
        for (Row row : rows) {
            EventRecords records = groups.computeIfAbsent(
                    absent(row), fields -> new EventRecords(shape.schema(), index, fields, new Origins(false)));
            int at = image.add(row.values);
            records.add(at, image.length - at, row.place.ts);
            Origins origins = records.origins();
            if (origins != null) {
                origins.add(row.place.rec, row.place.cpu, row.place.tid);
            }
        }
        image.room(Block.SLACK);
        List<EventRecords> all = List.copyOf(groups.values());
        return new RecordBlock(worker, Origins.NONE, 0, image.bytes, order, 0, true, all, issues);
    }

    private Set<Field> absent(Row row) {
        Set<Field> absent = new HashSet<>();
        for (int i = 0; i < row.values.length; i++) {
            if (row.values[i] == null) {
                absent.add(shape.schema().fields().get(i));
            }
        }
        return absent;
    }

    /** The bytes of all rows. */
    private static final class Image {
        private final RowShape shape;
        private final ByteOrder order;
        private byte[] bytes = new byte[1024];
        private int length;

        Image(RowShape shape, ByteOrder order) {
            this.shape = shape;
            this.order = order;
        }

        void room(int count) {
            if (length + count > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
            }
        }

        /** Adds an image; where it starts is returned. */
        int add(@Nullable Object[] values) {
            int start = length;
            room(shape.size());
            length += shape.size();
            for (int i = 0; i < values.length; i++) {
                put(shape.schema().fields().get(i), start, values[i]);
            }
            return start;
        }

        private void put(Field field, int start, @Nullable Object value) {
            int at = start + field.offset();
            if (field.kind() == FieldKind.INTEGER) {
                integer(at, field.size(), value instanceof Number number ? number.longValue() : 0);
            } else {
                byte[] content = content(value);
                Words.putLong(bytes, at, (long) content.length << 32 | (length - start), order);
                room(content.length);
                System.arraycopy(content, 0, bytes, length, content.length);
                length += content.length;
            }
        }

        private void integer(int at, int size, long value) {
            switch (size) {
                case 1 -> bytes[at] = (byte) value;
                case 2 -> Words.putShort(bytes, at, (int) value, order);
                case 4 -> Words.putInt(bytes, at, (int) value, order);
                default -> Words.putLong(bytes, at, value, order);
            }
        }

        private byte[] content(@Nullable Object value) {
            if (value instanceof long[] words) {
                byte[] content = new byte[8 * words.length];
                for (int i = 0; i < words.length; i++) {
                    Words.putLong(content, 8 * i, words[i], order);
                }
                return content;
            }
            return value instanceof byte[] raw ? raw : text(value);
        }

        private static byte[] text(@Nullable Object value) {
            return value == null ? new byte[0] : value.toString().getBytes(StandardCharsets.UTF_8);
        }
    }
}
