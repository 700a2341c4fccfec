// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlNeedsTest {
    private static final SqlCatalogue CATALOGUE = SqlCatalogue.of(Map.of(
            "views/dirtied.folio.sql",
            "-- needs: writeback.writeback_dirty_folio(ino)\nSELECT 1",
            "views/dirtied.page.sql",
            "-- needs: writeback.writeback_dirty_page(ino), probe.__set_page_dirty?\nSELECT 1",
            "views/files.sql",
            "-- needs: dirtied, graph.ext4_page_mkwrite?\nSELECT 1"));

    private static SqlNeeds of(String sql) {
        return SqlNeeds.of(sql, CATALOGUE);
    }

    @Test
    void rawEventsAreNamedByTheirTables() {
        SqlNeeds needs = of("SELECT * FROM ext4.\"ext4_da_write_end\" JOIN capture USING (capture_id)");
        assertThat(needs.events()).isEqualTo(EventSet.of(Set.of("ext4.ext4_da_write_end")));
        assertThat(needs.views()).isEmpty();
    }

    @Test
    void viewsBringTheEventsOfAllTheirVariants() {
        SqlNeeds needs = of("WITH x AS (FROM Files) SELECT (SELECT count(*) FROM x)");
        assertThat(needs.events())
                .isEqualTo(new EventSet(
                        false,
                        Set.of("writeback.writeback_dirty_folio", "writeback.writeback_dirty_page"),
                        Set.of("__set_page_dirty"),
                        Set.of("ext4_page_mkwrite")));
        assertThat(needs.views()).containsExactly("files");
    }

    @Test
    void fixedTablesNeedNoEvent() {
        assertThat(of("SELECT * FROM lost_event, main.capture").events()).isEqualTo(EventSet.NONE);
    }

    @Test
    void sourcesAreReadLikeTheirNeed() {
        assertThat(of("FROM src.\"probe.ext4_page_mkwrite\"").events())
                .isEqualTo(EventSet.ofProbes(List.of("ext4_page_mkwrite")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SHOW TABLES",
                "DESCRIBE files",
                "SELECT * FROM duckdb_tables()",
                "SELECT * FROM event_schema",
                "SELECT * FROM symbol",
                "SELECT * FROM nothing_we_know",
                "PIVOT dirtied ON ino USING count(*)",
                "EXPLAIN SELECT 1",
                "SELECT nope("
            })
    void whatIsNotPlainNeedsEverything(String sql) {
        assertThat(of(sql)).isEqualTo(new SqlNeeds(EventSet.ALL, Set.of("dirtied", "files")));
    }
}
