// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.capture.RecordBlock;
import dev.faultline.parsers.io.Words;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.schema.FieldKind;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Table {@code perf.event}: one row per event that was recorded; {@code perf.sample.event} is its {@code event}. */
final class EventList {
    private static final String[] NUMBERS = {
        "event", "type", "config", "sample_type", "read_format", "flags", "sample_period", "branch_sample_type"
    };

    static final EventSchema SCHEMA = schema();

    private EventList() {}

    private static EventSchema schema() {
        List<Field> fields = new ArrayList<>();
        for (String name : NUMBERS) {
            fields.add(new Field(name, "u64", 8 * fields.size(), 8, false, FieldKind.INTEGER, 8));
        }
        fields.add(new Field("name", "char[]", 8 * NUMBERS.length, 8, false, FieldKind.DATA_LOC_TEXT, 1));
        fields.add(new Field("ids", "u64[]", 8 * NUMBERS.length + 8, 8, false, FieldKind.DATA_LOC_ARRAY, 8));
        return new EventSchema("perf", "event", -1, List.of(), List.copyOf(fields), "");
    }

    /** The rows, as records like any other. */
    static RecordBlock block(PerfEvents events, EventRecords rows, ByteOrder order, IssueLog issues) {
        int size = 0;
        for (int i = 0; i < events.attrs().size(); i++) {
            size += size(events, i);
        }
        byte[] bytes = new byte[size + Block.SLACK];
        int at = 0;
        for (int i = 0; i < events.attrs().size(); i++) {
            write(events, i, bytes, at, order);
            rows.add(at, size(events, i), Origins.NO_TS);
            Origins origins = rows.origins();
            if (origins != null) {
                origins.add(i, Origins.NONE, Origins.NONE);
            }
            at += size(events, i);
        }
        return new RecordBlock(0, Origins.NONE, 0, bytes, order, 0, true, List.of(rows), issues);
    }

    private static byte[] name(PerfEvents events, int i) {
        return events.name(i).getBytes(StandardCharsets.UTF_8);
    }

    private static int size(PerfEvents events, int i) {
        return 8 * NUMBERS.length + 16 + 8 * events.ids(i).size() + (name(events, i).length + 8 & -8);
    }

    private static void write(PerfEvents events, int i, byte[] bytes, int at, ByteOrder order) {
        PerfAttr attr = events.attrs().get(i);
        long[] numbers = {
            i,
            Integer.toUnsignedLong(attr.type()),
            attr.config(),
            attr.sampleType(),
            attr.readFormat(),
            attr.flags(),
            attr.period(),
            attr.branchSampleType()
        };
        for (int k = 0; k < numbers.length; k++) {
            Words.putLong(bytes, at + 8 * k, numbers[k], order);
        }
        int ids = 8 * NUMBERS.length + 16;
        int name = ids + 8 * events.ids(i).size();
        Words.putLong(bytes, at + ids - 16, (long) name(events, i).length << 32 | name, order);
        Words.putLong(bytes, at + ids - 8, (8L * events.ids(i).size()) << 32 | ids, order);
        for (int k = 0; k < events.ids(i).size(); k++) {
            Words.putLong(bytes, at + ids + 8 * k, events.ids(i).get(k), order);
        }
        System.arraycopy(name(events, i), 0, bytes, at + name, name(events, i).length);
    }
}
