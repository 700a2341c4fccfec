// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table {@code perf.event}: one row per event that was recorded; {@code perf.sample.event} is its {@code event}. */
final class EventList {
    static final RowShape SHAPE = RowShape.of(declaration());

    private EventList() {}

    private static String declaration() {
        StringBuilder text = new StringBuilder(
                "event: u16 event, u32 type, u32 attr_size, u64 config, u64 sample_type, "
                        + "u64 read_format, u64 flags, u64 sample_period, u64 branch_sample_type, char[] name, u64[] ids");
        for (AttrField field : AttrField.values()) {
            text.append(", ").append(field.column());
        }
        return text.toString();
    }

    static RowList rows(PerfEvents events) {
        RowList rows = new RowList(SHAPE);
        for (int i = 0; i < events.attrs().size(); i++) {
            PerfAttr attr = events.attrs().get(i);
            List<@Nullable Object> values = new ArrayList<>();
            values.add(i);
            values.add(attr.type());
            values.add(attr.size());
            values.add(attr.config());
            values.add(attr.sampleType());
            values.add(attr.readFormat());
            values.add(attr.flags());
            values.add(attr.period());
            values.add(attr.branchSampleType());
            values.add(events.name(i).getBytes(StandardCharsets.UTF_8));
            values.add(events.ids(i).stream().mapToLong(Long::longValue).toArray());
            values.addAll(attr.others());
            rows.add(i, values.toArray());
        }
        return rows;
    }
}
