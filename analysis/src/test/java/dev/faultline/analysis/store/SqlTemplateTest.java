// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlTemplateTest {
    private static final SqlCatalogue CATALOGUE = SqlCatalogue.of(Map.of(
            "views/next.block",
            """
            -- needs: loss_gap
            -- param: by = NULL
            SELECT *, LEAD(ts) OVER (PARTITION BY $by) FROM $1
            """,
            "views/calls.entry.sql",
            """
            -- title:  Calls
            -- column: ts BIGINT  when
            -- each:   function level =
            --         do_page_mkwrite vm, ext4_page_mkwrite fs
            -- needs:  task
            -- needs:  probe.{function}(ino?)?
            WITH e AS (
              {{each function:
              SELECT ts, '{level}' AS level FROM src."probe.{function}"
              }}
            )
            {{next e; by: cpu, tid}}
            """,
            "views/calls.graph.sql",
            """
            -- as:    calls.entry
            -- needs: graph.do_page_mkwrite
            {{next x}}
            """,
            "views/wrong.sql",
            "SELECT {{nothing}}",
            "rules/a/next.block",
            """
            -- needs: mkwrite
            WITH n AS (SELECT 1 FROM mkwrite)
            """,
            "rules/a/rule.sql",
            """
            -- id: a
            {{next}}
            FROM n
            """));

    @Test
    void aListMakesOneNeedAndOneSelectPerRow() {
        SqlFile file = CATALOGUE.sql("views/calls.entry.sql");
        assertThat(file.needs().stream().map(Need::name))
                .containsExactly("task", "probe.do_page_mkwrite", "probe.ext4_page_mkwrite", "loss_gap");
        assertThat(file.sql()).isEqualTo("""
                WITH e AS (
                  SELECT ts, 'vm' AS level FROM src."probe.do_page_mkwrite"
                  UNION ALL
                  SELECT ts, 'fs' AS level FROM src."probe.ext4_page_mkwrite"
                )
                SELECT *, LEAD(ts) OVER (PARTITION BY cpu, tid) FROM e""");
    }

    @Test
    void aVariantCanTakeTitleAndColumnsFromAnother() {
        SqlFile file = CATALOGUE.sql("views/calls.graph.sql");
        assertThat(file.value("title")).hasValue("Calls");
        assertThat(file.columns()).containsExactly(new SqlFile.Column("ts", "BIGINT", "when"));
        assertThat(file.sql()).isEqualTo("SELECT *, LEAD(ts) OVER (PARTITION BY NULL) FROM x");
    }

    @Test
    void aBlockBesideTheFileComesFirst() {
        SqlFile file = CATALOGUE.sql("rules/a/rule.sql");
        assertThat(file.needs().stream().map(Need::name)).containsExactly("mkwrite");
        assertThat(file.sql()).isEqualTo("WITH n AS (SELECT 1 FROM mkwrite)\nFROM n");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> CATALOGUE.sql("views/wrong.sql"))
                .hasMessage("no block views/nothing.block in the catalogue");
        assertThatThrownBy(() -> SqlFile.parse("views/x.sql", "-- each: a b = c\nSELECT 1"))
                .hasMessage("views/x.sql: each row 'c' has not 2 words");
    }
}
