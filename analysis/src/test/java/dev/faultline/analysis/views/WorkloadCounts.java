// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.Availability;
import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Needs;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.Resources;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the views say of a workload's own threads and file.
 *
 * @param capture directory of the capture
 * @param seen through which evidence
 * @param cells count by column; {@code absent} where the view is
 * @param columns columns and types of all the views
 */
record WorkloadCounts(String capture, String seen, Map<String, String> cells, String columns) {
    /** What is looked at: not the tracer's records, not those of probes, or neither. Group pf holds the probes of the corpus. */
    enum Seen {
        KPROBE("system = 'ftrace' AND event LIKE 'funcgraph%'"),
        FUNCTION_GRAPH("system = 'pf'"),
        STOCK("system = 'pf' OR system = 'ftrace' AND event LIKE 'funcgraph%'");

        private final String hidden;

        Seen(String hidden) {
            this.hidden = hidden;
        }
    }

    private static final List<String> ACTS = List.of(
            "added", "dirtied", "cleaned", "redirtied", "mkcleaned", "writeback_started", "writeback_ended", "removed");

    static final List<String> COLUMNS = Stream.concat(
                    Stream.of("stores", "page_fault", "fault", "fault_call", "mkwrite", "fsync"), ACTS.stream())
            .toList();

    private static final List<String> VIEWS =
            List.of("page_fault", "fault", "fault_call", "mkwrite", "syscall", "folio_dirtied", "page_event");

    private static final String FILE = """
            SELECT mode(ino) FROM folio_dirtied WHERE capture_id = :id AND tid IN (:tids)
            """;

    private static final String DESCRIBED = """
            SELECT string_agg(concat_ws(' ', table_name, column_name, data_type), ', ' ORDER BY table_name, column_index)
            FROM duckdb_columns()
            WHERE database_name = 'memory' AND schema_name = 'main' AND NOT internal AND table_name <> 'evidence'
            """;

    private static final Map<String, String> CALLS = Map.of(
            "page_fault",
                    "SELECT count(*) FROM page_fault WHERE capture_id = :id AND tid IN (:tids) AND address BETWEEN :from AND :to",
            "fault",
                    "SELECT count(*) FROM fault WHERE capture_id = :id AND tid IN (:tids) AND address BETWEEN :from AND :to",
            "fault_call",
                    "SELECT count(*) FROM fault_call WHERE capture_id = :id AND tid IN (:tids)"
                            + " AND (address BETWEEN :from AND :to OR address IS NULL)",
            "mkwrite", "SELECT count(*) FROM mkwrite WHERE capture_id = :id AND tid IN (:tids) AND level = 'fs'",
            "syscall", "SELECT count(*) FROM syscall WHERE capture_id = :id AND tid IN (:tids) AND name = 'fsync'");

    /** The captures of directories, in one store. */
    static List<Path> convert(List<Path> directories, Path store) throws IOException, InterruptedException {
        List<Path> files = new ArrayList<>();
        for (Path directory : directories) {
            try (Stream<Path> list = Files.list(directory)) {
                files.add(
                        list.filter(file -> file.getFileName().toString().matches("(trace\\.dat|perf\\.data)(\\.zst)?"))
                                .findFirst()
                                .orElseThrow());
            }
        }
        EventSet events = Needs.events(VIEWS.toArray(String[]::new));
        TraceDatabase.convert(
                LoadRequest.of(files.toArray(Path[]::new)).withEvents(events).withStore(store), Progress.NONE);
        return files;
    }

    /** Counts of the captures of a store, which forgets the events that are not to be seen. */
    static List<WorkloadCounts> of(List<Path> files, Path store, Seen seen)
            throws IOException, InterruptedException, SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + store);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("DELETE FROM event_schema WHERE " + seen.hidden))
                    .isPositive();
        }
        List<WorkloadCounts> counts = new ArrayList<>();
        try (TraceDatabase database =
                TraceDatabase.open(store, Resources.standard().withMemory(1L << 30))) {
            Views views = new Views(database, SqlCatalogue.standard(), Views.Stored.AS_WRITTEN).install(VIEWS);
            for (int id = 0; id < files.size(); id++) {
                Path file = files.get(id);
                String name = file.getParent().getFileName() + "/" + file.getFileName();
                counts.add(of(new CheckedCapture(name, file, id, database, views), seen));
            }
        }
        return counts;
    }

    private static WorkloadCounts of(CheckedCapture capture, Seen seen) throws IOException {
        List<String[]> touches = touches(capture);
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put(
                "stores",
                Long.toString(touches.stream().filter(WorkloadCounts::faulted).count()));
        String tids = touches.stream().map(cell -> cell[1]).distinct().collect(Collectors.joining(", "));
        LongSummaryStatistics addresses = touches.stream()
                .mapToLong(WorkloadCounts::address)
                .filter(a -> a > 0)
                .summaryStatistics();
        String from = Long.toString(addresses.getMin());
        String to = Long.toString(addresses.getMax() | 0xfff);
        CALLS.forEach((view, sql) -> {
            String asked = sql.replace(":tids", tids).replace(":from", from).replace(":to", to);
            cells.put(
                    view.equals("syscall") ? "fsync" : view,
                    absent(capture, view) ? "absent" : "" + capture.number(asked));
        });
        Object file =
                Objects.requireNonNull(capture.rows(FILE.replace(":tids", tids)).get(0)[0], capture.name());
        for (String act : ACTS) {
            cells.put(
                    act,
                    ""
                            + capture.number(
                                    "SELECT coalesce(sum(pages), 0) FROM page_event WHERE capture_id = :id AND ino = "
                                            + file + " AND kind = '" + act + "'"));
        }
        return new WorkloadCounts(
                capture.directory(),
                seen.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                cells,
                String.valueOf(capture.rows(DESCRIBED).get(0)[0]));
    }

    private static boolean absent(CheckedCapture capture, String view) {
        return capture.evidence(view).status() == Availability.ABSENT;
    }

    private static List<String[]> touches(CheckedCapture capture) throws IOException {
        return capture.beside("truth/touch.csv")
                .orElseThrow()
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static boolean faulted(String[] touch) {
        return touch[2].equals("w") && Long.parseLong(touch[10]) + Long.parseLong(touch[11]) > 0;
    }

    private static long address(String[] touch) {
        return touch[4].isEmpty() ? 0 : Long.parseUnsignedLong(touch[4].substring(2), 16);
    }

    String cell(String column) {
        return cells.getOrDefault(column, "");
    }

    /** All its counts together. */
    long total() {
        return cells.values().stream()
                .filter(cell -> !cell.equals("absent"))
                .mapToLong(Long::parseLong)
                .sum();
    }
}
