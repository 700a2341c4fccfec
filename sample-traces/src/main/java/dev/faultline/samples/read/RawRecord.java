// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One record of a sub-buffer.
 *
 * @param ts ns or raw counts
 * @param lost records lost just before this one; -1 unknown number, 0 none
 * @param payload the record's bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record RawRecord(RawEvent event, String buffer, int cpu, long ts, long lost, byte[] payload, ByteOrder order)
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

    /** Whether it ran in a hard or soft interrupt: then it is not the doing of {@link #pid()}. */
    public boolean inInterrupt() {
        return (flags() & 0x18) != 0;
    }

    /** Whether the event has an integer field of that name. */
    public boolean has(String field) {
        return event.find(field).filter(RawRecord::integer).isPresent();
    }

    /** An integer field by name, zero-extended; 0 when the event has none. */
    public long value(String field) {
        return event.find(field).filter(RawRecord::integer).map(this::number).orElse(0L);
    }

    /** The text of an array in place or of dynamic data, up to its NUL; empty when the event has none. */
    public String text(String field) {
        byte[] bytes = event.find(field).map(this::bytes).orElse(new byte[0]);
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf(0);
        return end < 0 ? text : text.substring(0, end);
    }

    /** The same record with another integer in a field; itself when it has no such field. */
    public RawRecord with(String name, long value) {
        Optional<RawField> found = event.find(name).filter(RawRecord::integer);
        if (found.isEmpty() || found.get().offset() + found.get().size() > payload.length) {
            return this;
        }
        RawField field = found.get();
        byte[] changed = payload.clone();
        ByteBuffer data = ByteBuffer.wrap(changed).order(order);
        switch (field.size()) {
            case 1 -> data.put(field.offset(), (byte) value);
            case 2 -> data.putShort(field.offset(), (short) value);
            case 4 -> data.putInt(field.offset(), (int) value);
            default -> data.putLong(field.offset(), value);
        }
        return new RawRecord(event, buffer, cpu, ts, lost, changed, order);
    }

    /** The same record at another time. */
    public RawRecord at(long time) {
        return new RawRecord(event, buffer, cpu, time, lost, payload, order);
    }

    /** The same record in the buffer and on the cpu of another one. */
    public RawRecord on(RawRecord other) {
        return new RawRecord(event, other.buffer, other.cpu, ts, lost, payload, order);
    }

    /** A record of another event: its common fields, and those own ones that have the same name and are integers. */
    public RawRecord as(RawEvent other) {
        int size = 0;
        for (RawField field : other.fields()) {
            size = Math.max(size, field.offset() + field.size());
        }
        byte[] bytes = new byte[(size + 3) & ~3];
        for (RawField field : other.common()) {
            System.arraycopy(payload, field.offset(), bytes, field.offset(), field.size());
        }
        RawRecord made = new RawRecord(other, buffer, cpu, ts, 0, bytes, order).with("common_type", other.id());
        for (RawField field : other.fields()) {
            if (has(field.name())) {
                made = made.with(field.name(), value(field.name()));
            }
        }
        return made;
    }

    private static boolean integer(RawField field) {
        boolean sized = field.size() == 1 || field.size() == 2 || field.size() == 4 || field.size() == 8;
        return sized && !field.array() && !field.located();
    }
}
