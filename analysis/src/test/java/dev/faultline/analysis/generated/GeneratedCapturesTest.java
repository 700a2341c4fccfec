// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.replay.InvariantResult;
import dev.faultline.analysis.replay.Replay;
import dev.faultline.analysis.replay.ReplayResult;
import dev.faultline.analysis.rules.RuleCatalogue;
import dev.faultline.analysis.rules.RuleResult;
import dev.faultline.analysis.rules.RuleRunner;
import dev.faultline.analysis.store.CaptureRow;
import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import dev.faultline.samples.generate.Generator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two hundred random captures, 50 per kernel, in all containers: what is read back is what happened, row by row; a replay
 * finds no divergence and the rules no violation. Prints how much was compared.
 */
class GeneratedCapturesTest {
    private static final int PER_KERNEL = 50;
    private static final int AT_ONCE = 25;
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
            compare(specs);
        }
    }

    @AfterAll
    static void muchWasCompared() {
        System.out.println("rows read back equal to the truth: " + COMPARED);
        System.out.println("checks of invariants and rules, none failed: " + CHECKED);
        assertThat(COMPARED).hasSize(13).allSatisfy((what, rows) -> assertThat(rows)
                .as(what)
                .isGreaterThan(500));
        assertThat(CHECKED.values()).allMatch(checks -> checks > 0);
        assertThat(CHECKED.get("I1")).isGreaterThan(5000);
    }

    private void compare(List<RandomSpec> specs) throws IOException, InterruptedException {
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
            for (CaptureRow capture : database.captures()) {
                int id = capture.id();
                String name = specs.get(id).format() + " of seed " + specs.get(id).seed();
                new Comparison(database, id, name, truth(captures.get(id))).all();
                replay(database, capture, name);
            }
            rules(database);
        }
    }

    private static Path truth(Path capture) {
        return Path.of(capture + ".truth");
    }

    private static void replay(TraceDatabase database, CaptureRow capture, String name) {
        ReplayResult result = Replay.run(database, capture);
        assertThat(result.divergences()).as(name).isEmpty();
        for (InvariantResult invariant : result.invariants()) {
            CHECKED.merge(invariant.id(), invariant.checked(), Long::sum);
        }
    }

    private static void rules(TraceDatabase database) {
        List<String> ids = RuleCatalogue.standard().ids();
        for (RuleResult result : RuleRunner.run(database, ids, Map.of())) {
            assertThat(result.found()).as(result.rule().id()).isEmpty();
        }
    }

    /** One capture against its truth. */
    private record Comparison(TraceDatabase database, int id, String name, Path truth) {
        void all() throws IOException {
            events();
            faults();
            folios();
            TruthRows mkwrites = rows("mkwrites");
            same(
                    "mkwrite",
                    "SELECT tid, start_ts, end_ts, dev, ino, index, ret FROM mkwrite WHERE level = 'vm'",
                    mkwrites.sorted("tid", "start_ts", "end_ts", "dev", "ino", "index", "result"));
            same(
                    "dirty_state",
                    "SELECT ts, nr_dirty, nr_writeback, nr_dirtied, nr_written FROM dirty_state WHERE TRUE",
                    rows("states").sorted("ts", "nr_dirty", "nr_writeback", "nr_dirtied", "nr_written"));
            same(
                    "lock_hold",
                    "SELECT tid, lock_class, lock, acquired_ts, released_ts FROM lock_hold WHERE TRUE",
                    rows("holds").sorted("tid", "lock", "address", "start_ts", "end_ts"));
        }

        private void events() throws IOException {
            List<String> read = database
                    .query(
                            "SELECT DISTINCT system || ':' || event, recorded, loaded FROM event_schema WHERE recorded > 0 AND system <> 'perf'"
                                    + " AND capture_id = ?",
                            id)
                    .all()
                    .stream()
                    .map(row -> row[0] + " " + row[1] + " " + row[2])
                    .sorted()
                    .toList();
            List<String> written = rows("events").sorted("event", "records", "records");
            assertThat(read).as(name).isEqualTo(written);
            count("events", rows("events").sum("records"));
        }

        private void faults() throws IOException {
            TruthRows faults = rows("faults");
            same(
                    "page_fault",
                    "SELECT tid, cpu, ts, address, CAST(write AS INTEGER) FROM page_fault WHERE TRUE",
                    faults.sorted("tid", "cpu", "start_ts", "address", "store"));
            same(
                    "fault_call",
                    "SELECT tid, end_ts, address, dev, ino, result FROM fault_call f WHERE NOT EXISTS (FROM fault_call AS g"
                            + " WHERE g.capture_id = f.capture_id AND g.tid = f.tid AND g.start_ts > f.end_ts"
                            + " AND NOT EXISTS (FROM page_fault AS p WHERE p.capture_id = f.capture_id AND p.tid = f.tid"
                            + " AND p.ts > f.end_ts AND p.ts < g.start_ts))",
                    faults.sorted("tid", "end_ts", "address", "dev", "ino", "result"));
        }

        private void folios() throws IOException {
            TruthRows folios = rows("folios");
            Map<String, String> views = Map.of(
                    "added", "folio_added WHERE TRUE",
                    "removed", "folio_removed WHERE TRUE",
                    "dirtied", "folio_dirtied WHERE TRUE",
                    "cleaned", "folio_cleaned WHERE TRUE",
                    "cancelled", "folio_cancelled WHERE TRUE",
                    "writeback_start", "folio_writeback WHERE kind = 'start'",
                    "writeback_end", "folio_writeback WHERE kind = 'end'");
            for (Map.Entry<String, String> view : views.entrySet()) {
                same(
                        "folio " + view.getKey(),
                        "SELECT ts, cpu, tid, dev, ino, index FROM " + view.getValue(),
                        folios.where("what", view.getKey()).sorted("ts", "cpu", "tid", "dev", "ino", "index"));
            }
        }

        private TruthRows rows(String table) throws IOException {
            return TruthRows.read(truth.resolve(table + ".csv"));
        }

        private void same(String what, String sql, List<String> happened) {
            List<String> read = database.query(sql + " AND capture_id = " + id).all().stream()
                    .map(row -> Arrays.stream(row).map(String::valueOf).collect(Collectors.joining(" ")))
                    .sorted()
                    .toList();
            assertThat(read).as("%s of %s", what, name).isEqualTo(happened);
            count(what, happened.size());
        }

        private static void count(String what, long rows) {
            COMPARED.merge(what, rows, Long::sum);
        }
    }
}
