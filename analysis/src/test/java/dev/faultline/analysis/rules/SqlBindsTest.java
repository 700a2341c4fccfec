// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlFile;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every statement binds on relations of which a capture has nothing but the names, and has the columns its file documents. */
class SqlBindsTest {
    private static final SqlCatalogue CATALOGUE = SqlCatalogue.standard();

    static Stream<String> views() {
        return CATALOGUE.sqlFiles("views").stream().map(SqlFile::path);
    }

    static Stream<String> rules() {
        return RuleCatalogue.standard().ids().stream();
    }

    @ParameterizedTest
    @MethodSource("views")
    void viewHasItsDocumentedColumns(String path) throws Exception {
        SqlFile view = CATALOGUE.sql(path);
        try (CaseDatabase cases = CaseDatabase.of(List.of())) {
            cases.prepare(view);
            List<String> columns = cases.database().query("DESCRIBE " + view.sql()).all().stream()
                    .map(row -> row[0] + " " + row[1])
                    .toList();
            assertThat(columns)
                    .isEqualTo(view.columns().stream()
                            .map(column -> column.name() + " " + column.type())
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ruleBindsAndCanCheckNothing(String id) throws Exception {
        Rule rule = RuleCatalogue.standard().rule(id);
        try (CaseDatabase cases = CaseDatabase.of(List.of())) {
            cases.prepare(rule.statement());
            cases.prepare(rule.count());
            RuleResult result = RuleRunner.evaluate(cases.database(), rule, Map.of());
            assertThat(result)
                    .isEqualTo(new RuleResult.Inconclusive(rule, "the capture has nothing this rule could check", 0));
        }
    }
}
