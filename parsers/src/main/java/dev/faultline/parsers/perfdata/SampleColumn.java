// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.schema.FieldKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Columns of {@code perf.sample} behind those that every event table starts with, in order. */
enum SampleColumn {
    PID(SampleBit.TID, 4, Kind.SIGNED),
    EVENT(null, 2, Kind.UNSIGNED),
    MISC(null, 2, Kind.UNSIGNED),
    IP(SampleBit.IP, 8, Kind.UNSIGNED),
    ADDR(SampleBit.ADDR, 8, Kind.UNSIGNED),
    ID(SampleBit.ID, 8, Kind.UNSIGNED),
    STREAM_ID(SampleBit.STREAM_ID, 8, Kind.UNSIGNED),
    PERIOD(null, 8, Kind.UNSIGNED),
    TIME_ENABLED(SampleBit.READ, 8, Kind.UNSIGNED),
    TIME_RUNNING(SampleBit.READ, 8, Kind.UNSIGNED),
    READ_VALUE(SampleBit.READ, 8, Kind.LIST),
    READ_ID(SampleBit.READ, 8, Kind.LIST),
    READ_LOST(SampleBit.READ, 8, Kind.LIST),
    CALLCHAIN(SampleBit.CALLCHAIN, 8, Kind.LIST),
    RAW(SampleBit.RAW, 8, Kind.BYTES),
    BRANCH_HW_INDEX(SampleBit.BRANCH_STACK, 8, Kind.UNSIGNED),
    BRANCH_FROM(SampleBit.BRANCH_STACK, 8, Kind.LIST),
    BRANCH_TO(SampleBit.BRANCH_STACK, 8, Kind.LIST),
    BRANCH_FLAGS(SampleBit.BRANCH_STACK, 8, Kind.LIST),
    BRANCH_COUNTERS(SampleBit.BRANCH_STACK, 8, Kind.LIST),
    USER_ABI(SampleBit.REGS_USER, 8, Kind.UNSIGNED),
    USER_REGS(SampleBit.REGS_USER, 8, Kind.LIST),
    USER_STACK(SampleBit.STACK_USER, 8, Kind.BYTES),
    WEIGHT(null, 8, Kind.UNSIGNED),
    WEIGHT2(SampleBit.WEIGHT_STRUCT, 2, Kind.UNSIGNED),
    WEIGHT3(SampleBit.WEIGHT_STRUCT, 2, Kind.UNSIGNED),
    DATA_SRC(SampleBit.DATA_SRC, 8, Kind.UNSIGNED),
    TRANSACTION(SampleBit.TRANSACTION, 8, Kind.UNSIGNED),
    INTR_ABI(SampleBit.REGS_INTR, 8, Kind.UNSIGNED),
    INTR_REGS(SampleBit.REGS_INTR, 8, Kind.LIST),
    PHYS_ADDR(SampleBit.PHYS_ADDR, 8, Kind.UNSIGNED),
    CGROUP(SampleBit.CGROUP, 8, Kind.UNSIGNED),
    DATA_PAGE_SIZE(SampleBit.DATA_PAGE_SIZE, 8, Kind.UNSIGNED),
    CODE_PAGE_SIZE(SampleBit.CODE_PAGE_SIZE, 8, Kind.UNSIGNED),
    AUX_SIZE(SampleBit.AUX, 8, Kind.UNSIGNED);

    /** How a column's values look. */
    private enum Kind {
        SIGNED,
        UNSIGNED,
        LIST,
        BYTES
    }

    private final @Nullable SampleBit bit;
    private final int size;
    private final Kind kind;

    SampleColumn(@Nullable SampleBit bit, int size, Kind kind) {
        this.bit = bit;
        this.size = size;
        this.kind = kind;
    }

    /** Position among the columns. */
    @SuppressWarnings("EnumOrdinal") // an index of arrays that live as long as this class
    int position() {
        return ordinal();
    }

    /** Bytes in the image of a sample. */
    int size() {
        return size;
    }

    /** Whether samples of this event have a value. */
    boolean in(PerfAttr attr) {
        boolean has = bit == null || attr.has(bit);
        return switch (this) {
            case ID -> has || attr.has(SampleBit.IDENTIFIER);
            case ADDR, IP, PID -> has;
            case PERIOD -> attr.has(SampleBit.PERIOD) || !attr.flag(PerfAttr.FREQUENCY);
            case TIME_ENABLED -> has && ReadFormat.enabled(attr);
            case TIME_RUNNING -> has && ReadFormat.running(attr);
            case READ_ID -> has && ReadFormat.id(attr);
            case READ_LOST -> has && ReadFormat.lost(attr);
            case BRANCH_HW_INDEX -> has && SampleParts.hardwareIndex(attr);
            case BRANCH_COUNTERS -> has && SampleParts.counters(attr);
            case WEIGHT -> attr.has(SampleBit.WEIGHT) || attr.has(SampleBit.WEIGHT_STRUCT);
            default -> has;
        };
    }

    /** The column as a field of a sample's image. */
    Field at(int offset) {
        String name = name().toLowerCase(Locale.ROOT);
        return switch (kind) {
            case LIST -> new Field(name, "u64[]", offset, size, false, FieldKind.DATA_LOC_ARRAY, 8);
            case BYTES -> new Field(name, "u8[]", offset, size, false, FieldKind.DATA_LOC_BYTES, 1);
            default -> new Field(name, "u" + 8 * size, offset, size, kind == Kind.SIGNED, FieldKind.INTEGER, size);
        };
    }
}
