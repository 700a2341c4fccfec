// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.arrow.EventTable;
import dev.faultline.parsers.schema.EventSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code perf.sample} as a view: what samples of tracepoints have besides time and payload is the same in many of them and is
 * stored once, as a kind (parsers, decision 0005). To queries it is one relation with a row per sample.
 */
final class SampleView {
    /** The relation. */
    static final String EVENT = "perf.sample";
    /** One row per sample that has a kind and no row of its tracepoint. */
    static final String ROWS = "perf.sample_row";

    private static final String KINDS = "perf.sample_kind";

    /** Tables behind the view; no events of their own. */
    static final Set<String> PARTS = Set.of("sample_row", "sample_kind", "sample_whole");

    /** What the kind says in a store of one capture. */
    static final Set<String> ABSENT =
            Set.of("capture_id", "cpu", "common_pid", "common_flags", "common_preempt_count", "buffer_id", "sample_id");

    private static final String KIND = "kind";

    private SampleView() {}

    /** Whether rows of this name are a part of the view. */
    static boolean part(EventSchema event) {
        return event.system().equals("perf") && PARTS.contains(event.name());
    }

    /** Makes the view where there are samples that have a kind; samples without one stay in a table of their own. */
    static void create(StoreFile store, TableLoaders loaders, EventSchema samples) {
        TableShape kinds = loaders.shape(KINDS);
        String rows = rows(loaders);
        if (kinds == null || rows.isEmpty()) {
            return;
        }
        TableShape whole = loaders.shape(EVENT);
        String others = "";
        if (whole == null) {
            loaders.create(EventTable.of(samples));
        } else {
            store.run("ALTER TABLE " + whole.place().sql() + " RENAME TO sample_whole");
            others = " UNION ALL BY NAME FROM " + place(whole, "sample_whole");
        }
        TableShape view = loaders.shape(EVENT);
        if (view != null) {
            store.run("CREATE VIEW " + view.place().sql() + " AS SELECT " + columns(kinds) + " FROM (" + rows
                    + ") AS r JOIN " + place(kinds, kinds.place().table()) + " AS k ON r.kind = k.kind"
                    + (several(kinds) ? " AND r.capture_id = k.capture_id" : "") + others);
        }
    }

    /** Time, place and kind of the samples that have one, from every table with such. */
    private static String rows(TableLoaders loaders) {
        List<String> parts = new ArrayList<>();
        loaders.shapes().forEach((event, shape) -> {
            String kind = event.equals(ROWS) ? KIND : EventTable.KIND;
            if (shape.names().contains(kind)) {
                parts.add("SELECT " + (several(shape) ? "capture_id, " : "") + "ts, rec, " + kind + " AS kind FROM "
                        + place(shape, shape.place().table()));
            }
        });
        return String.join(" UNION ALL ", parts);
    }

    /** Whether the store has several captures, which number their kinds each from 0. */
    private static boolean several(TableShape shape) {
        return shape.names().contains("capture_id") && shape.constants().expression("capture_id") == null;
    }

    /** Without the catalog: whoever opens the file gives it another name. */
    private static String place(TableShape shape, String table) {
        return SqlNames.path(shape.place().schema(), table);
    }

    private static String columns(TableShape kinds) {
        List<String> names =
                kinds.names().stream().filter(name -> !name.equals(KIND)).toList();
        return names.stream().map(SampleView::column).collect(Collectors.joining(", "));
    }

    private static String column(String name) {
        return switch (name) {
            case "ts", "rec" -> "r." + name;
            case "sample_id" -> "r.rec AS sample_id";
            default -> "k." + SqlNames.quote(name);
        };
    }
}
