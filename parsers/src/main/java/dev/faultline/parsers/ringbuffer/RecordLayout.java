// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.ringbuffer;

import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.schema.HeaderPage;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for every record of a capture.
 *
 * @param order byte order of the recorded machine
 * @param longSize bytes of the kernel's {@code long}
 * @param dataOffset where records start in a sub-buffer
 * @param typeOffset where the event id (u16) lies in a payload
 * @param pidOffset where {@code common_pid} (s32) lies in a payload
 */
public record RecordLayout(ByteOrder order, int longSize, int dataOffset, int typeOffset, int pidOffset) {
    /** The layout that header page and formats state; 0 and 4 (Linux struct trace_entry) where no format says. */
    public static RecordLayout of(ByteOrder order, HeaderPage page, List<EventSchema> schemas) {
        return new RecordLayout(
                order,
                page.longSize(),
                page.dataOffset(),
                common(schemas, "common_type", 2, 0),
                common(schemas, "common_pid", 4, 4));
    }

    private static int common(List<EventSchema> schemas, String name, int size, int otherwise) {
        for (EventSchema schema : schemas) {
            Field field = schema.field(name);
            if (isAt(field, size)) {
                return field == null ? otherwise : field.offset();
            }
        }
        return otherwise;
    }

    private static boolean isAt(@Nullable Field field, int size) {
        return field != null && field.size() == size && field.offset() < 64;
    }
}
