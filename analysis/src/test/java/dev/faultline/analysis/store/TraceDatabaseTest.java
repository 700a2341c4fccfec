// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import static dev.faultline.analysis.store.HandMadeEvent.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceDatabaseTest {
    @TempDir
    private Path directory;

    private static List<String> rows(TraceDatabase database, String sql) {
        return database.query(sql).all().stream().map(Arrays::toString).toList();
    }

    @Test
    void severalCapturesShareTablesByUnionOfColumnsAndWidestInteger() throws Exception {
        try (TraceDatabase database = new HandMadeCaptures()
                .capture("old.dat", event("ext4.e", "a u32", "gone u8").row(10, 0, 1, 0xffff_ffffL, 7))
                .capture("new.dat", event("ext4.e", "a s64", "fresh text").row(20, 1, 2, -1L, "x"))
                .load()) {
            assertThat(rows(database, "SELECT capture_id, ts, a, gone, fresh FROM ext4.e ORDER BY capture_id"))
                    .containsExactly("[0, 10, 4294967295, 7, null]", "[1, 20, -1, null, x]");
            assertThat(rows(database, "SELECT column_type FROM event_schema WHERE field = 'a'"))
                    .containsExactly("[BIGINT]", "[BIGINT]");
        }
    }

    @Test
    void typesThatDoNotMeetAreRefusedNamingBothCaptures() {
        HandMadeCaptures captures = new HandMadeCaptures()
                .capture("a.dat", event("ext4.e", "dev u32").row(10, 0, 1, 1))
                .capture("b.dat", event("ext4.e", "dev text").row(20, 1, 2, "8:1"));
        assertThatThrownBy(captures::load)
                .isInstanceOf(StoreException.class)
                .hasMessage("event ext4.e, field dev: UINTEGER in a.dat, but VARCHAR in b.dat;"
                        + " load these captures separately");
    }

    @Test
    void hostileNamesBecomeTablesAndNothingElse() throws Exception {
        String system = "a\"; DROP SCHEMA main; --";
        try (TraceDatabase database = new HandMadeCaptures()
                .capture(
                        "a.dat",
                        event(system + ".e'\"\0", "select u32").row(10, 0, 1, 5),
                        event("main.capture", "x u32").row(10, 0, 1, 6),
                        event("MAIN.capture", "x u32").row(10, 0, 1, 7))
                .load()) {
            assertThat(rows(database, "SELECT DISTINCT system, schema_name, table_name FROM event_schema ORDER BY ALL"))
                    .containsExactly(
                            "[MAIN, MAIN_3, capture]",
                            "[a\"; DROP SCHEMA main; --, a\"; DROP SCHEMA main; --, e'\"\uFFFD]",
                            "[main, main_2, capture]");
            assertThat(rows(database, "SELECT x FROM main_2.capture UNION ALL SELECT x FROM MAIN_3.capture"))
                    .containsExactly("[6]", "[7]");
            assertThat(rows(database, "SELECT path, clock_unit, endianness, cpus FROM capture"))
                    .containsExactly("[a.dat, ns, little, 2]");
        }
    }

    @Test
    void whatTheCaptureSaysAboutItselfIsInFixedTables() throws Exception {
        try (TraceDatabase database = new HandMadeCaptures()
                .capture("a.dat", event("ext4.e", "x u32").row(10, 0, 1, 5))
                .symbol(0xffffffff81000000L, "ext4_page_mkwrite")
                .load()) {
            assertThat(rows(database, "FROM buffer")).containsExactly("[0, 0, , mono, 4096]");
            assertThat(rows(database, "FROM cpu")).containsExactly("[0, 0, 0]", "[0, 0, 1]");
            assertThat(rows(database, "FROM task_name")).containsExactly("[0, 101, null, dirtier, null]");
            assertThat(rows(database, "FROM lost_event")).containsExactly("[0, 1, 0, 10, 20, null]");
            assertThat(rows(database, "FROM cpu_stat")).containsExactly("[0, 0, 0, overrun, 3]");
            assertThat(rows(database, "FROM printk_format")).containsExactly("[0, 4096, %s]");
            assertThat(rows(database, "FROM symbol"))
                    .containsExactly("[0, 18446744071578845184, t, ext4_page_mkwrite, null]");
            assertThat(database.captures())
                    .containsExactly(new CaptureRow(0, "a.dat", "hand-made 1", "6.1.0", "mono", true, null, null));
        }
    }

    @Test
    void onlyWhatIsAskedForIsLoadedAndTheRestIsStillKnown() throws Exception {
        HandMadeCaptures captures = new HandMadeCaptures()
                .capture(
                        "a.dat",
                        event("ext4.wanted", "x u32").row(10, 0, 1, 5).row(11, 0, 1, 6),
                        event("ext4.other", "x u32").row(12, 0, 1, 7),
                        event("ext4.silent", "x u32"));
        EventSet asked = EventSet.of(Set.of("ext4.wanted", "ext4.silent"));
        try (TraceDatabase database = captures.load(captures.request().withEvents(asked))) {
            assertThat(rows(database, "SELECT event, table_name, recorded, loaded FROM event_schema ORDER BY ALL"))
                    .containsExactly("[other, null, 1, null]", "[silent, silent, 0, 0]", "[wanted, wanted, 2, 2]");
            assertThat(rows(database, "SELECT count(*) FROM ext4.silent")).containsExactly("[0]");
            assertThat(database.availability("ext4.other")).isEqualTo(Availability.RECORDED);
            assertThat(database.availability("ext4.silent")).isEqualTo(Availability.SILENT);
            assertThat(database.availability("ext4.nothing")).isEqualTo(Availability.ABSENT);
        }
    }

    @Test
    void aKeptStoreIsOpenedReadOnlyAndGetsViews() throws Exception {
        Path file = directory.resolve("kept.duckdb");
        HandMadeCaptures captures =
                new HandMadeCaptures().capture("a.dat", event("ext4.e", "x u32").row(10, 0, 1, 5));
        captures.load(captures.request().withStore(file)).close();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
        byte[] before = Files.readAllBytes(file);
        SqlCatalogue catalogue = SqlCatalogue.of(
                Map.of(
                        "views/e.sql",
                        "-- needs: ext4.e(x, later?)\n-- column: capture_id SMALLINT\nSELECT capture_id, x, later FROM src.\"ext4.e\""));
        try (TraceDatabase database = TraceDatabase.open(file, Resources.standard())) {
            new Views(database, catalogue).install(List.of("e"));
            assertThat(rows(database, "SELECT capture_id, x, later FROM e")).containsExactly("[0, 5, null]");
            assertThatThrownBy(() -> database.execute("DELETE FROM ext4.e")).hasMessageContaining("read-only");
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(TraceDatabase.isStore(file)).isTrue();
    }

    @Test
    void userSqlReachesNoFileAndChangesNoSetting() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret.csv"), "a\n1\n");
        try (TraceDatabase database = new HandMadeCaptures()
                .capture("a.dat", event("ext4.e", "x u32"))
                .load()) {
            for (String sql : List.of(
                    "SELECT * FROM read_csv('" + secret + "')",
                    "COPY (SELECT 1) TO '" + directory.resolve("out.csv") + "'",
                    "ATTACH '" + directory.resolve("other.duckdb") + "'",
                    "INSTALL httpfs",
                    "SET threads = 7",
                    "SET enable_external_access = true")) {
                assertThatThrownBy(() -> database.execute(sql)).as(sql).isInstanceOf(StoreException.class);
            }
        }
        assertThat(directory.resolve("out.csv")).doesNotExist();
    }

    @Test
    void aFailedLoadLeavesNoFileBehind() {
        Path file = directory.resolve("kept.duckdb");
        HandMadeCaptures captures = new HandMadeCaptures()
                .capture("a.dat", event("ext4.e", "dev u32").row(10, 0, 1, 1))
                .capture("b.dat", event("ext4.e", "dev text").row(20, 1, 2, "8:1"));
        assertThatThrownBy(() -> captures.load(captures.request().withStore(file)))
                .isInstanceOf(StoreException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aNamedFileMayBeWritten() throws Exception {
        Path file = directory.resolve("rows.parquet");
        HandMadeCaptures captures =
                new HandMadeCaptures().capture("a.dat", event("ext4.e", "x u32").row(10, 0, 1, 5));
        Resources resources = Resources.standard().withWritable(file);
        try (TraceDatabase database = captures.load(captures.request().withResources(resources))) {
            database.writeParquet("SELECT x FROM ext4.e", file);
            assertThat(rows(database, "FROM '" + file + "'")).containsExactly("[5]");
        }
    }
}
