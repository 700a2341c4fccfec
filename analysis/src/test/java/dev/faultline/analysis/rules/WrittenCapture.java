// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.EventFormatBuilder;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.Row;
import dev.faultline.samples.write.TraceDatOption;
import dev.faultline.samples.write.TraceDatSpec;
import dev.faultline.samples.write.TraceDatWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A trace.dat with the events of a {@code .events} file, which is written as a case is: {@code given SYSTEM.EVENT}, then the columns,
 * of which the first are {@code ts} [ms] and {@code pid}, then rows. A cell that is no number makes a text field.
 */
final class WrittenCapture {
    private static final int TEXT = 32;
    private static final int FIRST_ID = 300;
    private static final int OWN = 2;

    /** One record, not yet written. */
    private record Event(long ts, EventFormat format, Row row) {}

    private WrittenCapture() {}

    /** Writes it with the release of a kernel. */
    static void write(Case given, String release, Path file) throws IOException {
        List<Event> events = new ArrayList<>();
        int id = FIRST_ID;
        TraceDatSpec spec = TraceDatSpec.of(Machine.LE64)
                .clock("mono")
                .option(TraceDatOption.uname("Linux host " + release + " x86_64"));
        for (Case.Relation relation : given.given()) {
            EventFormat format = format(relation, id++);
            spec.event(format);
            for (List<String> cells : relation.rows()) {
                events.add(new Event(Long.parseLong(cells.get(0)) * 1_000_000, format, row(format, relation, cells)));
            }
        }
        events.sort(Comparator.comparingLong(Event::ts));
        try (TraceDatWriter writer = TraceDatWriter.create(file, spec)) {
            for (Event event : events) {
                writer.cpu(0).record(event.ts, event.row);
            }
        }
    }

    private static EventFormat format(Case.Relation relation, int id) {
        String[] name = relation.name().split("\\.", 2);
        EventFormatBuilder builder = EventFormat.builder(Machine.LE64, name[0], name[1], id);
        for (int i = OWN; i < relation.columns().size(); i++) {
            if (text(relation, i)) {
                builder.array("char", relation.columns().get(i), TEXT);
            } else {
                builder.field("u64", relation.columns().get(i));
            }
        }
        return builder.build();
    }

    private static boolean text(Case.Relation relation, int column) {
        return relation.rows().stream().anyMatch(cells -> !cells.get(column).matches("-?\\d+|0x[0-9a-f]+"));
    }

    private static Row row(EventFormat format, Case.Relation relation, List<String> cells) {
        Row row = format.row().pid(Integer.parseInt(cells.get(1)));
        for (int i = OWN; i < cells.size(); i++) {
            if (text(relation, i)) {
                byte[] bytes = new byte[TEXT];
                byte[] value = cells.get(i).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(value, 0, bytes, 0, value.length);
                row.set(relation.columns().get(i), bytes);
            } else {
                row.set(relation.columns().get(i), number(cells.get(i)));
            }
        }
        return row;
    }

    private static long number(String cell) {
        return cell.startsWith("0x") ? Long.parseUnsignedLong(cell.substring(2), 16) : Long.parseLong(cell);
    }
}
