// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import dev.faultline.analysis.store.CaptureRow;
import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.Needs;
import dev.faultline.analysis.store.QueryResult;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlFile;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The charts of a performance report. A chart is one {@code charts/<id>.sql}; this class runs it and draws the answer. */
public final class Charts {
    private static final SqlCatalogue CATALOGUE = SqlCatalogue.standard();

    private Charts() {}

    /** Ids of all charts, sorted. */
    public static List<String> ids() {
        return files().stream().map(SqlFile::name).toList();
    }

    /** Id and title of all charts, sorted by id. */
    public static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        files().forEach(file -> titles.put(file.name(), file.required("title")));
        return titles;
    }

    /**
     * The events that charts read, so that a command decodes nothing else.
     *
     * @throws dev.faultline.analysis.store.StoreException for an id that is no chart
     */
    public static EventSet events(Collection<String> ids) {
        Needs needs = new Needs(CATALOGUE);
        EventSet events = needs.ofViews(CaptureContext.VIEWS);
        for (String id : ids) {
            events = events.and(needs.of(file(id)));
        }
        return events;
    }

    /**
     * What a chart shows, one value per capture in the order of {@code capture_id}. A chart that has nothing to show is a value
     * too, and says which events to record.
     *
     * @throws dev.faultline.analysis.store.StoreException for an id that is no chart
     */
    public static List<ChartData> data(TraceDatabase database, String id) {
        return data(database, new Views(database, CATALOGUE), List.of(id));
    }

    /**
     * What several charts show, chart by chart, each as by {@link #data(TraceDatabase, String)}.
     *
     * @param views views of this database; what is installed already is not installed again
     */
    public static List<ChartData> data(TraceDatabase database, Views views, Collection<String> ids) {
        Known known = known(database, views);
        List<ChartData> charts = new ArrayList<>();
        for (String id : ids) {
            charts.addAll(chart(database, views, file(id), known, null));
        }
        return charts;
    }

    private static Known known(TraceDatabase database, Views views) {
        views.install(CaptureContext.VIEWS);
        List<CaptureRow> captures = database.captures();
        Map<Integer, ChartFacts> facts = new LinkedHashMap<>();
        captures.forEach(capture -> facts.put(capture.id(), CaptureContext.of(database, capture)));
        return new Known(captures, facts);
    }

    /** The captures, and what charts print about each. */
    private record Known(List<CaptureRow> captures, Map<Integer, ChartFacts> facts) {}

    private static List<ChartData> chart(
            TraceDatabase database, Views views, SqlFile file, Known known, @Nullable ChartCsv csv) {
        views.install(views(file));
        ChartSpec spec = ChartSpec.of(file);
        QueryResult rows = database.query(file.sql());
        ChartRow.Columns columns = new ChartRow.Columns(rows.columns());
        Map<Integer, ChartBuilder> builders = new LinkedHashMap<>();
        known.facts()
                .forEach((capture, facts) -> builders.put(capture, new ChartBuilder(spec, facts, columns.headings())));
        rows.forEach(row -> {
            int capture = columns.capture(row);
            ChartBuilder builder = builders.get(capture);
            if (builder != null) {
                builder.add(columns.read(row));
                if (csv != null) {
                    csv.row(capture, rows.columns(), row);
                }
            }
        });
        List<ChartData> charts = new ArrayList<>();
        for (CaptureRow capture : known.captures()) {
            ChartBuilder builder = Objects.requireNonNull(builders.get(capture.id()));
            charts.add(capture.nanoseconds() ? builder.build() : builder.refuse(clockReason(capture)));
        }
        return charts;
    }

    /**
     * Draws charts into files named after the chart; with several captures the number of the capture follows.
     *
     * @return the files, in the order of the ids
     * @throws IOException when a file cannot be written
     */
    public static List<Path> render(TraceDatabase database, List<String> ids, ChartOptions options) throws IOException {
        Files.createDirectories(options.folder());
        Views views = new Views(database, CATALOGUE);
        Known known = known(database, views);
        List<Path> written = new ArrayList<>();
        for (String id : ids) {
            List<String> names = names(id, known.captures());
            try (ChartCsv csv = options.csv() ? new ChartCsv(options.folder(), known.captures(), names) : null) {
                List<ChartData> charts = chart(database, views, file(id), known, csv);
                for (int i = 0; i < charts.size(); i++) {
                    written.add(ChartFile.write(charts.get(i), names.get(i), options));
                }
                if (csv != null) {
                    written.addAll(csv.files());
                }
            }
        }
        return written;
    }

    private static List<String> names(String id, List<CaptureRow> captures) {
        return captures.size() == 1
                ? List.of(id)
                : IntStream.range(0, captures.size())
                        .mapToObj(i -> id + "-" + i)
                        .toList();
    }

    private static String clockReason(CaptureRow capture) {
        return "The trace clock '" + capture.clock()
                + "' counts something other than nanoseconds, so no time axis can be drawn."
                + " Record with a clock in nanoseconds, for example trace-cmd record -C mono.";
    }

    private static List<String> views(SqlFile file) {
        return file.needs().stream().map(need -> need.name()).toList();
    }

    private static SqlFile file(String id) {
        return CATALOGUE.sql("charts/" + id + ".sql");
    }

    private static List<SqlFile> files() {
        return CATALOGUE.sqlFiles("charts");
    }
}
