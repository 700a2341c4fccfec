// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlFileTest {
    private static final SqlFile FILE = SqlFile.parse("views/folio_dirtied.folio.sql", """
            -- SPDX-License-Identifier: Apache-2.0
            -- title: Folios that
            --        became dirty
            -- needs: writeback.writeback_dirty_folio(ino, index?), task
            -- needs: probe.ext4_page_mkwrite__return(ret)?, graph.do_page_mkwrite
            -- column: ts BIGINT  when, ns
            -- column: pages UINTEGER[]
            --
            -- Prose about the view: not a key.
            -- materialise: yes
            SELECT 1 -- needs: nothing
            ;
            """);

    @Test
    void frontMatterEndsWhereTheStatementBegins() {
        assertThat(FILE.required("title")).isEqualTo("Folios that became dirty");
        assertThat(FILE.front().keySet()).containsExactly("title", "needs", "column", "materialise");
        assertThat(FILE.sql()).isEqualTo("SELECT 1 -- needs: nothing");
        assertThat(FILE.materialised()).isTrue();
    }

    @Test
    void nameAndVariantComeFromThePath() {
        assertThat(FILE.name()).isEqualTo("folio_dirtied");
        assertThat(FILE.variant()).isEqualTo("folio");
        assertThat(SqlFile.parse("views/task.sql", "SELECT 1").variant()).isEmpty();
    }

    @Test
    void needsSayWhatMayBeMissing() {
        assertThat(FILE.needs())
                .containsExactly(
                        new Need(
                                Need.Kind.EVENT,
                                "writeback.writeback_dirty_folio",
                                List.of(new Need.Field("ino", false), new Need.Field("index", true)),
                                false),
                        new Need(Need.Kind.VIEW, "task", List.of(), false),
                        new Need(
                                Need.Kind.PROBE,
                                "probe.ext4_page_mkwrite__return",
                                List.of(new Need.Field("ret", false)),
                                true),
                        new Need(Need.Kind.GRAPH, "graph.do_page_mkwrite", List.of(), false));
    }

    @Test
    void columnsHaveTypeAndMeaning() {
        assertThat(FILE.columns())
                .containsExactly(
                        new SqlFile.Column("ts", "BIGINT", "when, ns"), new SqlFile.Column("pages", "UINTEGER[]", ""));
    }

    @Test
    void refusalsNameTheFile() {
        assertThatThrownBy(() -> SqlFile.parse("views/x.sql", "-- title: nothing\n"))
                .hasMessage("views/x.sql: no statement after the front matter");
        assertThatThrownBy(() -> FILE.required("severity"))
                .hasMessage("views/folio_dirtied.folio.sql: front matter lacks 'severity'");
        assertThatThrownBy(() -> Need.parseAll("a b")).hasMessage("cannot read needs from 'a b'");
    }
}
