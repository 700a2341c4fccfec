// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.io.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Members of {@code struct perf_event_attr} that no sample is read by; each came with some size of the structure (Linux
 * include/uapi/linux/perf_event.h). Two names are of unions: {@code config1} is {@code bp_addr}, {@code kprobe_func},
 * {@code uprobe_path} as well, {@code config2} is {@code bp_len}, {@code kprobe_addr}, {@code probe_offset}.
 */
enum AttrField {
    WAKEUP_EVENTS(48, 4),
    BP_TYPE(52, 4),
    CONFIG1(56, 8),
    CONFIG2(64, 8),
    SAMPLE_REGS_USER(80, 8),
    SAMPLE_STACK_USER(88, 4),
    CLOCKID(92, 4),
    SAMPLE_REGS_INTR(96, 8),
    AUX_WATERMARK(104, 4),
    SAMPLE_MAX_STACK(108, 2),
    AUX_SAMPLE_SIZE(112, 4),
    AUX_ACTION(116, 4),
    SIG_DATA(120, 8),
    CONFIG3(128, 8),
    CONFIG4(136, 8);

    private final int at;
    private final int size;

    AttrField(int at, int size) {
        this.at = at;
        this.size = size;
    }

    /** Values of all of them, {@code null} for those that a structure of this size does not have. */
    static List<@Nullable Long> read(Bytes bytes, long start, int attrSize) throws IOException {
        List<@Nullable Long> values = new ArrayList<>();
        for (AttrField field : values()) {
            boolean there = field.at + field.size <= attrSize;
            values.add(there ? Long.valueOf(field.value(bytes, start)) : null);
        }
        return Collections.unmodifiableList(values);
    }

    private long value(Bytes bytes, long start) throws IOException {
        return switch (size) {
            case 2 -> bytes.u16(start + at);
            case 4 -> this == CLOCKID ? bytes.s32(start + at) : bytes.u32(start + at);
            default -> bytes.u64(start + at);
        };
    }

    /** As a column of {@code perf.event}. */
    String column() {
        return (this == CLOCKID ? "s" : "u") + 8 * size + " " + name().toLowerCase(Locale.ROOT);
    }
}
