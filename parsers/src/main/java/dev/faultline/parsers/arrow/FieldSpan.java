// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.RecordBlock;
import dev.faultline.parsers.io.Words;
import dev.faultline.parsers.schema.Field;

/**
 * Where a field's bytes are in a record: in place, to the end of the record, or where {@code __data_loc} or
 * {@code __rel_loc} points (Linux include/linux/trace_events.h, {@code struct trace_dynamic_info}: low half offset, high
 * half length; relative offsets count from behind the location word). A location of 8 bytes has 32 bits for each.
 */
final class FieldSpan {
    /** No bytes: the value is NULL. */
    static final long NONE = -1;

    private final Field field;
    private final boolean located;
    private final boolean relative;
    private final boolean toEnd;
    private final boolean emptyIsNull;

    /** @param emptyIsNull whether a located value of length 0 means that there was none */
    FieldSpan(Field field, boolean emptyIsNull) {
        this.field = field;
        this.emptyIsNull = emptyIsNull;
        this.relative = switch (field.kind()) {
            case REL_LOC_TEXT, REL_LOC_ARRAY, REL_LOC_BYTES -> true;
            default -> false;
        };
        this.located = relative
                || switch (field.kind()) {
                    case DATA_LOC_TEXT, DATA_LOC_ARRAY, DATA_LOC_BYTES -> true;
                    default -> false;
                };
        this.toEnd = switch (field.kind()) {
            case STACK -> true;
            default -> field.size() == 0;
        };
    }

    static int start(long span) {
        return (int) span;
    }

    static int length(long span) {
        return (int) (span >>> 32);
    }

    /** Start (low half) and length (high half) of the field's bytes in the block, or {@link #NONE}. */
    long of(RecordBlock block, EventRecords records, int i) {
        int record = records.offset(i);
        int length = records.length(i);
        if (field.offset() + (toEnd ? 0 : field.size()) > length) {
            block.issues()
                    .add(
                            IssueKind.SHORT_RECORD,
                            block.rec(record),
                            () -> name(records) + ": payload of " + length + " bytes, at least "
                                    + (field.offset() + field.size()) + " expected");
            return NONE;
        }
        if (located) {
            return location(block, records, record, length);
        }
        return span(record + field.offset(), toEnd ? length - field.offset() : field.size());
    }

    private long location(RecordBlock block, EventRecords records, int record, int length) {
        int at = record + field.offset();
        int offset;
        int size;
        if (field.size() == 8) {
            long word = Words.s64(block.bytes(), at, block.order());
            offset = (int) word;
            size = (int) (word >>> 32);
        } else if (field.size() >= 4) {
            int word = Words.s32(block.bytes(), at, block.order());
            offset = word & 0xffff;
            size = word >>> 16;
        } else {
            offset = Words.u16(block.bytes(), at, block.order());
            size = Math.max(0, length - offset);
        }
        int start = relative ? field.end() + offset : offset;
        if (start < 0 || size < 0 || start > length || size > length - start) {
            block.issues()
                    .add(
                            IssueKind.BAD_LOCATION,
                            block.rec(record),
                            () -> name(records) + ": bytes " + start + " to " + (start + size) + ", the record has "
                                    + length);
            return NONE;
        }
        return size == 0 && emptyIsNull ? NONE : span(record + start, size);
    }

    private String name(EventRecords records) {
        return records.schema().qualifiedName() + "." + field.name();
    }

    private static long span(int start, int length) {
        return ((long) length << 32) | start;
    }
}
