// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import static dev.faultline.analysis.store.HandMadeEvent.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private static final SqlCatalogue CATALOGUE = SqlCatalogue.of(Map.of(
            "views/dirtied.folio.sql",
            """
            -- title:  Folios that became dirty
            -- needs:  writeback.writeback_dirty_folio(ino, index?)
            -- column: capture_id SMALLINT  capture
            -- column: ts BIGINT  when, ns
            -- column: ino UBIGINT  inode
            -- column: index UBIGINT  page offset, NULL where the kernel does not say
            SELECT capture_id, ts, ino, index FROM src."writeback.writeback_dirty_folio"
            """,
            "views/dirtied.page.sql",
            """
            -- needs: writeback.writeback_dirty_page(ino, index)
            SELECT capture_id, ts, ino, index FROM src."writeback.writeback_dirty_page"
            """,
            "views/files.sql",
            """
            -- title:       Files with dirty folios
            -- needs:       dirtied
            -- materialise: yes
            -- column:      capture_id SMALLINT  capture
            -- column:      ino UBIGINT  inode
            SELECT DISTINCT capture_id, ino FROM dirtied ORDER BY capture_id, ino
            """,
            "views/mkwrite.sql",
            """
            -- needs:  probe.ext4_page_mkwrite(ino?), probe.ext4_page_mkwrite__return(ret?)
            -- column: capture_id SMALLINT  capture
            -- column: ts BIGINT  entry
            -- column: ret UBIGINT  returned value
            SELECT e.capture_id, e.ts, r.ret
            FROM src."probe.ext4_page_mkwrite" AS e
            JOIN src."probe.ext4_page_mkwrite__return" AS r USING (capture_id, common_pid)
            """));

    private static HandMadeEvent folio() {
        return event("writeback.writeback_dirty_folio", "ino u64", "index u64")
                .row(100, 0, 101, 11, 5)
                .row(200, 1, 102, 12, 6);
    }

    private static List<String> rows(TraceDatabase database, String sql) {
        return database.query(sql).all().stream().map(Arrays::toString).toList();
    }

    @Test
    void eachCaptureGetsTheVariantItsKernelHas() throws Exception {
        HandMadeEvent page =
                event("writeback.writeback_dirty_page", "ino u64", "index u64").row(300, 0, 103, 13, 7);
        try (TraceDatabase database = new HandMadeCaptures()
                .capture("new.dat", folio())
                .capture("old.dat", page)
                .load()) {
            new Views(database, CATALOGUE).install(List.of("files"));
            assertThat(rows(database, "SELECT * FROM files")).containsExactly("[0, 11]", "[0, 12]", "[1, 13]");
            assertThat(rows(database, "SELECT capture_id, view, variant, level, events FROM evidence ORDER BY ALL"))
                    .containsExactly(
                            "[0, dirtied, folio, stock, writeback.writeback_dirty_folio]",
                            "[0, files, , stock, ]",
                            "[1, dirtied, page, stock, writeback.writeback_dirty_page]",
                            "[1, files, , stock, ]");
        }
    }

    @Test
    void aViewWhoseNeedsAreNotMetIsThereAndEmpty() throws Exception {
        try (TraceDatabase database =
                new HandMadeCaptures().capture("new.dat", folio()).load()) {
            Views views = new Views(database, CATALOGUE).install(List.of("mkwrite"));
            assertThat(rows(database, "SELECT column_name, column_type FROM (DESCRIBE mkwrite)"))
                    .containsExactly("[capture_id, SMALLINT]", "[ts, BIGINT]", "[ret, UBIGINT]");
            assertThat(rows(database, "SELECT count(*) FROM mkwrite")).containsExactly("[0]");
            assertThat(views.evidence("mkwrite").get(0))
                    .isEqualTo(new Evidence(
                            0,
                            "mkwrite",
                            "",
                            EvidenceLevel.ABSENT,
                            "the capture has no probe.ext4_page_mkwrite, probe.ext4_page_mkwrite__return",
                            List.of(),
                            List.of("probe.ext4_page_mkwrite", "probe.ext4_page_mkwrite__return")));
        }
    }

    @Test
    void probesAreFoundByFunctionWhateverTheirGroup() throws Exception {
        HandMadeEvent entry =
                event("mine.ext4_page_mkwrite_0", "__probe_ip u64", "ino u64").row(10, 0, 101, 0x1004, 11);
        HandMadeEvent exit = event("pf.ext4_page_mkwrite_ret", "__probe_func u64", "__probe_ret_ip u64", "ret u64")
                .row(20, 0, 101, 0x1000, 0x9000, 512);
        try (TraceDatabase database = new HandMadeCaptures()
                .capture("a.dat", entry, exit)
                .symbol(0x1000, "ext4_page_mkwrite")
                .load()) {
            new Views(database, CATALOGUE).install(List.of("mkwrite"));
            assertThat(rows(database, "SELECT ts, ret FROM mkwrite")).containsExactly("[10, 512]");
        }
    }

    @Test
    void aProbeWithTheRightNameOnAnotherFunctionIsNotTaken() throws Exception {
        HandMadeEvent entry = event("mine.ext4_page_mkwrite", "__probe_ip u64").row(10, 0, 101, 0x5000);
        HandMadeEvent exit = event("mine.ext4_page_mkwrite_ret", "__probe_func u64", "__probe_ret_ip u64")
                .row(20, 0, 101, 0x1000, 0x9000);
        try (TraceDatabase database = new HandMadeCaptures()
                .capture("a.dat", entry, exit)
                .symbol(0x1000, "ext4_page_mkwrite")
                .load()) {
            Views views = new Views(database, CATALOGUE).install(List.of("mkwrite"));
            assertThat(views.evidence("mkwrite").get(0).missing()).containsExactly("probe.ext4_page_mkwrite");
        }
    }

    @Test
    void recordedEventsArePreferredToDeclaredOnes() throws Exception {
        HandMadeEvent silent = event("writeback.writeback_dirty_folio", "ino u64", "index u64");
        HandMadeEvent page =
                event("writeback.writeback_dirty_page", "ino u64", "index u64").row(300, 0, 103, 13, 7);
        try (TraceDatabase database =
                new HandMadeCaptures().capture("a.dat", silent, page).load()) {
            new Views(database, CATALOGUE).install(List.of("dirtied"));
            assertThat(rows(database, "SELECT ts, ino, index FROM dirtied")).containsExactly("[300, 13, 7]");
        }
    }

    private static final SqlCatalogue RENAMED =
            SqlCatalogue.of(Map.of("views/dirtied.sql", """
            -- needs:  writeback.writeback_dirty_folio|writeback_dirty_page(ino, folio|page?)
            -- column: capture_id SMALLINT  capture
            SELECT capture_id, ts, ino, folio, source_event FROM src."writeback.writeback_dirty_folio"
            """, "views/called.sql", """
            -- needs:  syscalls.sys_enter_*(fd?, *)
            -- column: capture_id SMALLINT  capture
            SELECT capture_id, ts, source_event, fd, fields['how'] AS how FROM src."syscalls.sys_enter_*"
            """));

    @Test
    void oneNeedFindsAnEventByAnyOfItsNames() throws Exception {
        HandMadeEvent page =
                event("writeback.writeback_dirty_page", "ino u64", "page u64").row(300, 0, 103, 13, 7);
        HandMadeEvent silent = event("writeback.writeback_dirty_folio", "ino u64", "folio u64");
        HandMadeEvent folio =
                event("writeback.writeback_dirty_folio", "ino u64").row(100, 0, 101, 11);
        try (TraceDatabase database = new HandMadeCaptures()
                .capture("old.dat", page)
                .capture("both.dat", silent, page)
                .capture("new.dat", folio, page)
                .load()) {
            Views views = new Views(database, RENAMED).install(List.of("dirtied"));
            assertThat(rows(database, "SELECT * FROM dirtied ORDER BY capture_id"))
                    .containsExactly(
                            "[0, 300, 13, 7, writeback.writeback_dirty_page]",
                            "[1, 300, 13, 7, writeback.writeback_dirty_page]",
                            "[2, 100, 11, null, writeback.writeback_dirty_folio]");
            assertThat(views.evidence("dirtied").get(0).events()).containsExactly("writeback.writeback_dirty_page");
        }
    }

    @Test
    void aWildcardReadsAllEventsThatMatch() throws Exception {
        HandMadeEvent fsync = event("syscalls.sys_enter_fsync", "fd u64").row(10, 0, 101, 3);
        HandMadeEvent open = event("syscalls.sys_enter_openat2", "how u64").row(20, 0, 101, 7);
        try (TraceDatabase database =
                new HandMadeCaptures().capture("a.dat", fsync, open).load()) {
            new Views(database, RENAMED).install(List.of("called"));
            assertThat(rows(database, "SELECT * FROM called ORDER BY ts"))
                    .containsExactly(
                            "[0, 10, syscalls.sys_enter_fsync, 3, null]",
                            "[0, 20, syscalls.sys_enter_openat2, null, 7]");
        }
    }
}
