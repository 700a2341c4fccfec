// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.QueryResult;
import dev.faultline.analysis.store.Resources;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlNeeds;
import dev.faultline.analysis.store.StoreException;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ad hoc SQL. */
@Command(
        name = "query",
        header = "Ask a capture anything in SQL, over its raw events and over views.",
        description = {
            "Every recorded event is a table <system>.<event> with columns ts, cpu, common_pid, ... and the event's own fields "
                    + "under the kernel's names. Views such as mkwrite, page_fault and folio_dirtied say the same thing for "
                    + "every kernel version. SHOW TABLES lists both. The SQL dialect is DuckDB's; it reaches no file and no network."
        },
        footer = {
            "",
            "Examples:",
            "  faultline query trace.dat 'SHOW TABLES'",
            "  faultline query trace.dat 'DESCRIBE mkwrite'",
            "  faultline query trace.dat 'SELECT comm, count(*) FROM page_fault JOIN task USING (capture_id, tid) GROUP BY ALL'",
            "  faultline query trace.dat perf.data 'SELECT capture_id, clock_offset_ns, clock_relation FROM capture'",
            "  faultline query trace.dat --format csv -f slow.sql > slow.csv",
            "",
            "Next: 'faultline explain VIEW' documents a view's columns; 'convert' keeps the tables for other tools."
        })
final class QueryCommand implements Callable<Integer>, ExitCodes {
    private static final Pattern SHOW_TABLES =
            Pattern.compile("\\s*show\\s+(all\\s+)?tables\\s*;?\\s*", Pattern.CASE_INSENSITIVE);

    /** Statements about tables, not about their rows: no view need be computed for them. */
    private static final Pattern DESCRIBES = Pattern.compile("\\s*(show|describe|desc)\\b", Pattern.CASE_INSENSITIVE);

    /** DuckDB's own SHOW TABLES knows neither what is a view and what an event, nor how many rows there are. */
    private static final String TABLES = """
            SELECT name, kind, rows, comment
            FROM (
              SELECT schema_name || '.' || table_name AS name, 'event' AS kind, estimated_size AS rows, comment
              FROM duckdb_tables()
              WHERE database_name = 'store' AND schema_name <> 'main'
              UNION ALL
              SELECT table_name, 'table', estimated_size, comment
              FROM duckdb_tables()
              WHERE database_name = 'store' AND schema_name = 'main'
              UNION ALL
              SELECT view_name, 'view', NULL, comment
              FROM duckdb_views()
              WHERE database_name = 'memory' AND schema_name = 'main' AND NOT internal
              UNION ALL
              SELECT table_name, 'view', estimated_size, comment
              FROM duckdb_tables()
              WHERE database_name = 'memory' AND schema_name = 'main'
            )
            ORDER BY kind DESC, name
            """;

    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "CAPTURE... SQL",
            hideParamSyntax = true,
            description = {CaptureArgument.MEANING, "Last, without -f: one statement."})
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Read the statement from a file.")
    private @Nullable Path file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, csv, json, ndjson or parquet. Default: ${DEFAULT-VALUE}.")
    private RowFormat format = RowFormat.TABLE;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the rows to a file; parquet needs it.")
    private @Nullable Path output;

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    /** Whether rows may have been printed already. */
    private boolean started;

    QueryCommand(Console console) {
        this.console = console;
    }

    @Override
    public List<ExitCode> exitCodes() {
        return OF_ANSWERS;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String asked = asked();
        String statement = SHOW_TABLES.matcher(asked).matches() ? TABLES : asked;
        Views.Stored stored = DESCRIBES.matcher(asked).lookingAt() ? Views.Stored.NONE : Views.Stored.AS_WRITTEN;
        if (output != null) {
            Output.requireFile(output);
        } else if (format == RowFormat.PARQUET) {
            throw new UsageException("parquet is a binary format: name a file with -o FILE");
        }
        SqlCatalogue catalogue = SqlCatalogue.standard();
        SqlNeeds needs = SqlNeeds.of(statement, catalogue);
        try {
            ask(statement, needs, stored);
        } catch (StoreException e) {
            if (needs.events().all() || started) {
                throw e;
            }
            ask(statement, new SqlNeeds(EventSet.ALL, Set.copyOf(catalogue.views())), stored);
        }
        return ExitCode.DONE.code();
    }

    private void ask(String statement, SqlNeeds needs, Views.Stored stored) throws IOException, InterruptedException {
        Resources resources = output != null && format == RowFormat.PARQUET
                ? Resources.standard().withWritable(output)
                : Resources.standard();
        try (TraceDatabase database = new Loading(console, selection, resources).open(captures(), needs.events())) {
            new Views(database, SqlCatalogue.standard(), stored).install(needs.views());
            answer(database, statement);
        }
    }

    /** All words are captures when the statement is in a file, else all but the last. */
    private List<String> captures() {
        return file == null ? words.subList(0, words.size() - 1) : words;
    }

    private String asked() throws IOException {
        if (captures().isEmpty()) {
            throw new UsageException("give the statement as an argument, or a file with -f; before it, captures");
        }
        if (file == null) {
            return words.get(words.size() - 1);
        }
        if (words.size() > 1 && !Files.exists(Path.of(words.get(words.size() - 1)))) {
            throw new UsageException("give the statement as an argument, or a file with -f: one of the two");
        }
        return Files.readString(file);
    }

    private void answer(TraceDatabase database, String statement) throws InterruptedException {
        Path file = output;
        if (file == null) {
            print(database, statement, console);
        } else if (format == RowFormat.PARQUET) {
            database.writeParquet(statement, file);
        } else {
            Output.write(file, () -> print(database, statement, file));
        }
    }

    private void print(TraceDatabase database, String statement, Path file) throws IOException {
        try (PrintStream rows = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
            print(database, statement, new Console(rows, console.err(), console.errIsTerminal(), false));
            if (rows.checkError()) {
                throw new IOException("not all rows could be written");
            }
        }
    }

    private void print(TraceDatabase database, String statement, Console target) {
        RowWriter rows = format.writer(target);
        try (QueryResult result = database.query(statement)) {
            started = true;
            rows.columns(result.columns());
            long printed = 0;
            for (Object[] row = result.next(); row != null; row = result.next()) {
                rows.row(row);
                if ((++printed & 0xfff) == 0 && target.readerGone()) {
                    return;
                }
            }
            rows.end();
        }
    }
}
