// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableNamesTest {
    private final TableNames names = new TableNames();

    @Test
    void namesStayAsTheyAre() {
        assertThat(names.of("writeback", "writeback_dirty_folio"))
                .isEqualTo(new TableNames.Place("writeback", "writeback_dirty_folio"));
    }

    @Test
    void namesThatDifferInCaseGetASuffix() {
        assertThat(names.of("Ext4", "A")).isEqualTo(new TableNames.Place("Ext4", "A"));
        assertThat(names.of("ext4", "A")).isEqualTo(new TableNames.Place("ext4_2", "A"));
        assertThat(names.of("ext4", "a")).isEqualTo(new TableNames.Place("ext4_2", "a_2"));
        assertThat(names.of("ext4", "a")).isEqualTo(new TableNames.Place("ext4_2", "a_2"));
    }

    @Test
    void aSuffixThatIsTakenIsNotGivenAgain() {
        names.of("s", "a_2");
        names.of("s", "A");
        assertThat(names.of("s", "a").table()).isEqualTo("a_3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "TEMP", "information_schema", "Pg_Catalog", "system", "store", "src", ""})
    void reservedSchemasGetASuffix(String system) {
        assertThat(names.of(system, "e").schema()).isEqualTo(system + "_2");
    }

    @Test
    void quotesAndNulsCannotLeaveTheIdentifier() {
        assertThat(SqlNames.quote("a\"b\0c; DROP")).isEqualTo("\"a\"\"b\uFFFDc; DROP\"");
        assertThat(SqlNames.literal("a'b")).isEqualTo("'a''b'");
    }
}
