// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A capture of very many event types, all of them recorded, spread as in life: a few types make most of the rows, most
 * types a few. For whoever has to keep memory bounded while filling hundreds of tables.
 */
public final class ManyEvents {
    private static final int CPUS = 4;
    private static final int SYSTEMS = 20;
    private static final int FIRST_ID = 100;

    private final List<EventFormat> formats = new ArrayList<>();
    private final Row[] rows;
    private final long[] counts;
    private final Random random;
    private long ts = 1_000_000_000L;

    private ManyEvents(int types, long seed) {
        random = new Random(seed);
        for (int i = 0; i < types; i++) {
            formats.add(format(i));
        }
        rows = formats.stream().map(EventFormat::row).toArray(Row[]::new);
        counts = new long[types];
    }

    /**
     * Writes {@code rows} rows of {@code types} event types over four cpus.
     *
     * @return rows written per event type; event {@code i} is {@code sysN.event_i}, N = i modulo 20
     */
    public static long[] write(Path path, int types, long rows, long seed) throws IOException {
        ManyEvents events = new ManyEvents(types, seed);
        TraceDatSpec spec =
                TraceDatSpec.of(Machine.LE64).cpus(CPUS).clock("mono").events(events.formats);
        try (TraceDatWriter capture = TraceDatWriter.create(path, spec)) {
            for (long row = 0; row < rows; row++) {
                events.next(capture, row);
            }
        }
        return events.counts;
    }

    private void next(TraceDatWriter capture, long number) throws IOException {
        // Every type gets a row first; then type i is drawn with a weight that falls as 1/i.
        int types = rows.length;
        int type = number < types ? (int) number : (int) Math.pow(types + 1.0, random.nextDouble()) - 1;
        Row row = rows[type];
        fill(row, formats.get(type), number);
        ts += 1 + random.nextInt(900);
        capture.cpu((int) (number >>> 6) % CPUS).record(ts, row);
        counts[type]++;
    }

    private void fill(Row row, EventFormat format, long number) {
        row.clear();
        row.put(3, 1000 + random.nextInt(64));
        row.put(4, number);
        for (int slot = 5; slot < format.fields().size() - 1; slot++) {
            row.put(slot, random.nextLong() >>> random.nextInt(64));
        }
        if (format.id() % 5 == 0) {
            row.set("name", "task-" + random.nextInt(1000));
        } else {
            row.put(format.fields().size() - 1, random.nextInt(4));
        }
    }

    private static EventFormat format(int number) {
        String[] types = {"u64", "int", "unsigned long", "u16", "s64", "unsigned int", "u8", "dev_t"};
        int id = FIRST_ID + number;
        EventFormatBuilder builder = EventFormat.builder(Machine.LE64, "sys" + number % SYSTEMS, "event_" + number, id);
        builder.field("u64", "seq");
        for (int i = 0; i < 2 + number % 7; i++) {
            builder.field(types[(number + i) % types.length], "value_" + i);
        }
        if (id % 5 == 0) {
            builder.dataLoc("char", "name").printFmt("\"seq=%llu name=%s\", REC->seq, __get_str(name)");
        } else {
            builder.field("int", "kind").printFmt("\"seq=%llu kind=%d\", REC->seq, REC->kind");
        }
        return builder.build();
    }
}
