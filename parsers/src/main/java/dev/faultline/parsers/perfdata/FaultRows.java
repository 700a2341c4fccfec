// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.io.Words;
import dev.faultline.parsers.schema.Field;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code perf.page_fault}: the samples of the software events page-faults, minor-faults and major-faults once more,
 * in a table of their own, so that a question about page faults need not look through all samples. It exists where such
 * an event was recorded (Linux include/uapi/linux/perf_event.h, {@code enum perf_sw_ids}).
 */
final class FaultRows {
    /** {@code config}: 2 page-faults, 5 minor-faults, 6 major-faults; {@code cpu_mode}: 1 kernel, 2 user. */
    static final RowShape SHAPE =
            RowShape.of("page_fault: u64 address, u64 ip, u64 period, u16 config, u16 cpu_mode, u16 event");

    private static final int SOFTWARE = 1;
    private static final int CPU_MODE = 7;

    private final ByteOrder order;
    private final @Nullable EventRecords[] byAttr;
    private byte[] images = new byte[0];
    private int length;

    /** @param index place of the table among the capture's, -1 when nobody wants it */
    FaultRows(List<PerfAttr> attrs, ByteOrder order, int index) {
        this.order = order;
        this.byAttr = new EventRecords[attrs.size()];
        for (int i = 0; i < byAttr.length; i++) {
            PerfAttr attr = attrs.get(i);
            byAttr[i] = index >= 0 && isFault(attr)
                    ? new EventRecords(SHAPE.schema(), index, absent(attr), new Origins(true))
                    : null;
        }
    }

    /** Whether samples of an event are page faults. */
    static boolean isFault(PerfAttr attr) {
        return attr.type() == SOFTWARE && (attr.config() == 2 || attr.config() == 5 || attr.config() == 6);
    }

    private static Set<Field> absent(PerfAttr attr) {
        Set<Field> absent = new HashSet<>();
        for (Field field : SHAPE.schema().fields()) {
            boolean there = switch (field.name()) {
                case "address" -> attr.has(SampleBit.ADDR);
                case "ip" -> attr.has(SampleBit.IP);
                case "period" -> SampleColumn.PERIOD.in(attr);
                default -> true;
            };
            if (!there) {
                absent.add(field);
            }
        }
        return absent;
    }

    void clear() {
        length = 0;
        for (EventRecords records : byAttr) {
            if (records != null) {
                records.clear();
            }
        }
    }

    /** The rows of this block by event; those without any are left out. */
    List<EventRecords> rows() {
        return Arrays.stream(byAttr)
                .filter(records -> records != null && records.count() > 0)
                .toList();
    }

    byte[] bytes() {
        return images;
    }

    /** Where rows of an event go, {@code null} when its samples are no faults. */
    @Nullable
    EventRecords of(int event) {
        return byAttr[event];
    }

    /** Adds the image of the sample at {@code at}; where it starts is returned. */
    int add(PerfAttr attr, int event, SampleParts parts, byte[] block, int at) {
        int start = length;
        if (length + SHAPE.size() + Block.SLACK > images.length) {
            images = Arrays.copyOf(images, 2 * images.length + SHAPE.size() + Block.SLACK);
        }
        length += SHAPE.size();
        word(start, parts.offset(SampleBit.ADDR), block, at);
        word(start + RowShape.SLOT, parts.offset(SampleBit.IP), block, at);
        if (attr.has(SampleBit.PERIOD)) {
            word(start + 2 * RowShape.SLOT, parts.offset(SampleBit.PERIOD), block, at);
        } else {
            Words.putLong(images, start + 2 * RowShape.SLOT, attr.period(), order);
        }
        Words.putShort(images, start + 3 * RowShape.SLOT, (int) attr.config(), order);
        Words.putShort(images, start + 4 * RowShape.SLOT, Words.u16(block, at + 4, order) & CPU_MODE, order);
        Words.putShort(images, start + 5 * RowShape.SLOT, event, order);
        return start;
    }

    private void word(int target, int offset, byte[] block, int at) {
        if (offset >= 0) {
            Words.putLeLong(images, target, Words.leLong(block, at + offset));
        }
    }
}
