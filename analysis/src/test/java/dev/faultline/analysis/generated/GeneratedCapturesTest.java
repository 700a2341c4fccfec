// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.replay.InvariantResult;
import dev.faultline.analysis.replay.Replay;
import dev.faultline.analysis.replay.ReplayResult;
import dev.faultline.analysis.rules.RuleCatalogue;
import dev.faultline.analysis.rules.RuleResult;
import dev.faultline.analysis.rules.RuleRunner;
import dev.faultline.analysis.rules.Severity;
import dev.faultline.analysis.store.CaptureRow;
import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Need;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlFile;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import dev.faultline.samples.generate.Generator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two hundred random captures, 50 per kernel, in all containers: what is read back is what happened, row by row; a replay
 * finds no divergence and the rules no violation. {@code -Dfaultline.generated=250} takes so many per kernel. Prints how much was
 * compared.
 */
class GeneratedCapturesTest {
    private static final int PER_KERNEL = Integer.getInteger("faultline.generated", 50);
    private static final int AT_ONCE = 25;
    private static final Set<String> DECIDED =
            Set.of("I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I11", "I14", "I16", "I17", "I18", "I19");
    private static final Map<String, Long> COMPARED = new TreeMap<>();
    private static final Map<String, Long> CHECKED = new TreeMap<>();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"5.10", "6.1", "6.12", "6.1-lockdep"})
    void whatIsReadIsWhatHappened(String kernel) throws IOException, InterruptedException {
        long first = 1000L * kernel.hashCode();
        System.out.println("generated captures of kernel " + kernel + ": seeds from " + first);
        for (int done = 0; done < PER_KERNEL; done += AT_ONCE) {
            List<RandomSpec> specs = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                specs.add(RandomSpec.of(first + done + i, kernel));
            }
            compare(specs, done == 0);
        }
    }

    @AfterAll
    static void muchWasCompared() {
        System.out.println("rows read back equal to the truth: " + COMPARED);
        System.out.println("checks of invariants and rules, none failed: " + CHECKED);
        assertThat(COMPARED)
                .hasSize(13)
                .allSatisfy((what, rows) ->
                        assertThat(rows).as(what).isGreaterThan(what.endsWith("cancelled") ? 10 : 1000));
        DECIDED.forEach(id -> assertThat(CHECKED.get(id)).as(id).isPositive());
        assertThat(CHECKED.get("I1")).isGreaterThan(300);
    }

    private void compare(List<RandomSpec> specs, boolean first) throws IOException, InterruptedException {
        List<Path> captures = new ArrayList<>();
        for (RandomSpec spec : specs) {
            Path capture = directory.resolve(spec.fileName());
            Generator.of(spec.toml(), Map.of(), spec.seed()).run(capture, spec.format(), truth(capture));
            captures.add(capture);
        }
        try (TraceDatabase database =
                TraceDatabase.load(LoadRequest.of(captures.toArray(Path[]::new)), Progress.NONE)) {
            Views.install(
                    database,
                    "page_fault",
                    "fault_call",
                    "mkwrite",
                    "folio_added",
                    "folio_removed",
                    "folio_dirtied",
                    "folio_cleaned",
                    "folio_cancelled",
                    "folio_writeback",
                    "dirty_state",
                    "lock_hold");
            List<Truth> truths = new ArrayList<>();
            for (int i = 0; i < captures.size(); i++) {
                truths.add(new Truth(truth(captures.get(i)), specs.get(i).micros()));
            }
            new Comparison(database, truths).all();
            SqlFile observations = SqlCatalogue.standard().sql("replay/observations.sql");
            Views.install(
                    database, observations.needs().stream().map(Need::name).toArray(String[]::new));
            database.execute("CREATE TEMP TABLE replayed AS " + observations.sql());
            for (CaptureRow capture : database.captures()) {
                replay(database, capture, "seed " + specs.get(capture.id()).seed());
            }
            if (first) {
                rules(database);
            }
        }
    }

    private static Path truth(Path capture) {
        return Path.of(capture + ".truth");
    }

    private static void replay(TraceDatabase database, CaptureRow capture, String name) {
        ReplayResult result = Replay.run(
                database,
                capture,
                "SELECT * FROM replayed WHERE capture_id = " + capture.id() + " ORDER BY ts, rank, cpu, rec");
        assertThat(result.divergences()).as(name).isEmpty();
        for (InvariantResult invariant : result.invariants()) {
            CHECKED.merge(invariant.id(), invariant.checked(), Long::sum);
        }
    }

    private static void rules(TraceDatabase database) {
        List<String> ids = RuleCatalogue.standard().ids();
        for (RuleResult result : RuleRunner.run(database, ids, Map.of())) {
            if (result.rule().severity().compareTo(Severity.HIGH) <= 0) {
                assertThat(result.found()).as(result.rule().id()).isEmpty();
            }
        }
    }

    /** @param micros whether the capture shows its times cut to microseconds */
    private record Truth(Path directory, boolean micros) {
        TruthRows rows(String table) throws IOException {
            TruthRows rows = TruthRows.read(directory.resolve(table + ".csv"));
            return micros ? rows.micros("ts", "start_ts", "end_ts") : rows;
        }
    }

    /** Captures against their truths; every row begins with its capture_id. */
    private record Comparison(TraceDatabase database, List<Truth> truths) {
        void all() throws IOException {
            same(
                    "events",
                    "SELECT DISTINCT capture_id, replace(system, 'kprobes', 'pf') || ':' || event, recorded, loaded FROM event_schema"
                            + " WHERE recorded > 0 AND system <> 'perf'",
                    happened("events", "", "event", "records", "records"));
            same(
                    "page_fault",
                    "SELECT capture_id, tid, cpu, ts, address, CAST(write AS INTEGER) FROM page_fault",
                    happened("faults", "", "tid", "cpu", "start_ts", "address", "store"));
            faultCalls();
            same(
                    "mkwrite",
                    "SELECT capture_id, tid, start_ts, end_ts, dev, ino, index, ret FROM mkwrite WHERE level = 'vm'",
                    happened("mkwrites", "", "tid", "start_ts", "end_ts", "dev", "ino", "index", "result"));
            same(
                    "dirty_state",
                    "SELECT capture_id, ts, nr_dirty, nr_writeback, nr_dirtied, nr_written FROM dirty_state",
                    happened("states", "", "ts", "nr_dirty", "nr_writeback", "nr_dirtied", "nr_written"));
            same(
                    "lock_hold",
                    "SELECT capture_id, tid, lock_class, lock, acquired_ts, released_ts FROM lock_hold",
                    happened("holds", "", "tid", "lock", "address", "start_ts", "end_ts"));
            for (String what : List.of("added", "removed", "dirtied", "cleaned", "cancelled")) {
                folios(what, "folio_" + what);
            }
            folios("writeback_start", "folio_writeback WHERE kind = 'start'");
            folios("writeback_end", "folio_writeback WHERE kind = 'end'");
        }

        private void folios(String what, String view) throws IOException {
            same(
                    "folio " + what,
                    "SELECT capture_id, ts, cpu, tid, dev, ino, index FROM " + view,
                    happened("folios", what, "ts", "cpu", "tid", "dev", "ino", "index"));
        }

        /** One row per call of handle_mm_fault: of each exception the last is in the truth, and how many there were. */
        private void faultCalls() throws IOException {
            List<String> read = read("SELECT capture_id, tid, end_ts, address, dev, ino, result FROM fault_call");
            List<String> last = happened("faults", "", "tid", "end_ts", "address", "dev", "ino", "result");
            List<String> missing = new ArrayList<>(last);
            missing.removeAll(read);
            assertThat(missing).as("faults whose last call is not read").isEmpty();
            long calls = 0;
            for (Truth truth : truths) {
                calls += truth.rows("faults").sum("calls");
            }
            assertThat(read).hasSize((int) calls);
            COMPARED.merge("fault_call", calls, Long::sum);
        }

        private List<String> happened(String table, String what, String... columns) throws IOException {
            List<String> all = new ArrayList<>();
            for (int id = 0; id < truths.size(); id++) {
                TruthRows rows = truths.get(id).rows(table);
                for (String row : (what.isEmpty() ? rows : rows.where("what", what)).sorted(columns)) {
                    all.add(id + " " + row);
                }
            }
            return all.stream().sorted().toList();
        }

        private List<String> read(String sql) {
            return database.query(sql).all().stream()
                    .map(row -> Arrays.stream(row).map(String::valueOf).collect(Collectors.joining(" ")))
                    .sorted()
                    .toList();
        }

        private void same(String what, String sql, List<String> happened) {
            List<String> read = read(sql);
            List<String> missing = new ArrayList<>(happened);
            missing.removeAll(read);
            assertThat(missing).as(what + ": not read").isEmpty();
            assertThat(read).as(what).isEqualTo(happened);
            COMPARED.merge(what, (long) happened.size(), Long::sum);
        }
    }
}
