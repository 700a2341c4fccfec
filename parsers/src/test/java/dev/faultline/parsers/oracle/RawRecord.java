// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One record of a sub-buffer.
 *
 * @param ts ns or raw counts
 * @param lost records lost just before this one; -1 unknown number, 0 none
 * @param payload the record's bytes
 */
@SuppressWarnings("ArrayRecordComponent")
record RawRecord(RawEvent event, String buffer, int cpu, long ts, long lost, byte[] payload, ByteOrder order)
        implements Decoded {
    @Override
    public long number(RawField field) {
        if (field.offset() + field.size() > payload.length) {
            return 0;
        }
        ByteBuffer data = ByteBuffer.wrap(payload).order(order);
        return switch (field.size()) {
            case 1 -> data.get(field.offset()) & 0xff;
            case 2 -> data.getShort(field.offset()) & 0xffff;
            case 4 -> data.getInt(field.offset()) & 0xffffffffL;
            case 8 -> data.getLong(field.offset());
            default -> 0;
        };
    }

    @Override
    public byte @Nullable [] bytes(RawField field) {
        int from = field.offset();
        int length = field.size() == 0 ? payload.length - from : field.size();
        if (event.stack(field)) {
            length = (int) number(event.field("size")) * Long.BYTES;
        } else if (field.located()) {
            long word = number(field);
            from = (int) (word & 0xffff) + (field.relative() ? field.offset() + field.size() : 0);
            length = (int) (word >>> 16);
        }
        if (from > payload.length) {
            return null;
        }
        return Arrays.copyOfRange(payload, from, Math.min(from + length, payload.length));
    }

    @Override
    public boolean inPart(RawField field) {
        return event.stack(field) && number(event.field("size")) * Long.BYTES < field.size();
    }

    @Override
    public int pid() {
        return (int) number(event.commonField("common_pid"));
    }

    @Override
    public int flags() {
        return (int) number(event.commonField("common_flags"));
    }

    @Override
    public int preemptCount() {
        return (int) number(event.commonField("common_preempt_count"));
    }
}
