// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.synthetic;

import dev.faultline.parsers.arrow.EventBatches;
import dev.faultline.parsers.arrow.ReadOptions;
import dev.faultline.parsers.arrow.TableBatch;
import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.LostEvents;
import dev.faultline.parsers.capture.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** What Faultline's reader makes of a capture, in a form that can be compared: numbers as long, bytes as a list. */
final class Rows {
    /** Far more than any test needs: a reader that believes a damaged length fails here. */
    private static final long MEMORY = 512L << 20;

    private Rows() {}

    /** All rows, cpu buffer by cpu buffer, in the order of {@code rec}. */
    static List<Expectation> of(Capture capture, Selection selection, int workers)
            throws IOException, InterruptedException {
        Map<Long, String> names =
                capture.buffers().stream().collect(Collectors.toMap(buffer -> (long) buffer.id(), Buffer::name));
        List<Expectation> rows = Collections.synchronizedList(new ArrayList<>());
        try (BufferAllocator allocator = new RootAllocator(MEMORY)) {
            EventBatches.read(capture, 7, selection, new ReadOptions(workers, 64 << 20), allocator, batch -> {
                try (VectorSchemaRoot root = batch.rows()) {
                    for (int i = 0; i < root.getRowCount(); i++) {
                        rows.add(row(batch, i));
                    }
                }
            });
        }
        rows.forEach(row -> row.put("buffer", names.get(row.number("buffer_id"))));
        rows.sort(
                Comparator.comparing((Expectation row) -> (String) row.columns().get("buffer"))
                        .thenComparing(Rows::cpu)
                        .thenComparing(row -> row.number("rec")));
        return rows;
    }

    /** Lines of text have no cpu. */
    private static long cpu(Expectation row) {
        return row.columns().get("cpu") instanceof Long cpu ? cpu : -1;
    }

    static List<Loss> losses(Capture capture) {
        Map<Integer, String> names = capture.buffers().stream().collect(Collectors.toMap(Buffer::id, Buffer::name));
        return capture.losses().stream().map(loss -> loss(loss, names)).toList();
    }

    private static Loss loss(LostEvents loss, Map<Integer, String> names) {
        return new Loss(
                String.valueOf(names.get(loss.bufferId())), loss.cpu(), loss.afterTs(), loss.beforeTs(), loss.count());
    }

    private static Expectation row(TableBatch batch, int index) {
        Expectation row = new Expectation(batch.table().event().qualifiedName());
        for (FieldVector column : batch.rows().getFieldVectors()) {
            Object value = column.isNull(index) ? "null" : value(column, index);
            row.put(column.getName(), value);
        }
        return row;
    }

    private static Object value(FieldVector column, int index) {
        if (column instanceof ListVector list) {
            FieldVector elements = list.getDataVector();
            return IntStream.range(list.getElementStartIndex(index), list.getElementEndIndex(index))
                    .mapToObj(i -> value(elements, i))
                    .toList();
        }
        return plain(column.getField(), column.getObject(index));
    }

    private static Object plain(Field field, Object value) {
        if (value instanceof byte[] bytes) {
            return unsigned(bytes);
        }
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        if (field.getType() instanceof ArrowType.Int type) {
            long number = value instanceof Character character ? character : ((Number) value).longValue();
            int shift = 64 - type.getBitWidth();
            return type.getIsSigned() ? number : number << shift >>> shift;
        }
        return value.toString();
    }

    static List<Long> unsigned(byte[] bytes) {
        return IntStream.range(0, bytes.length)
                .mapToObj(i -> (long) Byte.toUnsignedInt(bytes[i]))
                .toList();
    }
}
