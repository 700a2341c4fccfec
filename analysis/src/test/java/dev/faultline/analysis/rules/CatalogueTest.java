// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a rule's or view's directory must have. */
class CatalogueTest {
    private static final SqlCatalogue CATALOGUE = SqlCatalogue.standard();
    private static final List<String> HEADINGS = List.of(
            "## What it finds", "## Why it matters", "## Example", "## When it is wrong", "## Needs", "## References");

    static Stream<String> rules() {
        return RuleCatalogue.standard().ids().stream();
    }

    @Test
    void rulesOfThisBuild() {
        assertThat(RuleCatalogue.standard().ids())
                .contains("lost-events", "mkwrite-beyond-eof", "mkwrite-freeze-protection", "nopage-loop");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void pageHasItsHeadingsInOrder(String id) {
        List<String> headings = RuleCatalogue.standard()
                .rule(id)
                .page()
                .lines()
                .filter(line -> line.startsWith("## "))
                .toList();
        assertThat(headings).isEqualTo(HEADINGS);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ruleHasACaseOfEachVerdict(String id) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("rules", id))) {
            List<String> verdicts = files.filter(file -> file.toString().endsWith(".case"))
                    .map(CatalogueTest::verdict)
                    .distinct()
                    .sorted()
                    .toList();
            assertThat(verdicts).containsExactly("clean", "inconclusive", "violated");
        }
    }

    private static String verdict(Path file) {
        try {
            return Case.read(file).expected();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void variantsOfAViewExposeTheSameColumns() {
        for (String view : CATALOGUE.views()) {
            List<SqlFile> variants = CATALOGUE.variants(view);
            for (SqlFile variant : variants) {
                assertThat(variant.columns().stream()
                                .map(c -> c.name() + " " + c.type())
                                .toList())
                        .as(variant.path())
                        .isEqualTo(variants.get(0).columns().stream()
                                .map(c -> c.name() + " " + c.type())
                                .toList());
            }
        }
    }

    @Test
    void everyColumnOfAViewIsExplained() {
        for (SqlFile view : CATALOGUE.sqlFiles("views")) {
            assertThat(view.value("title")).as(view.path()).isPresent();
            assertThat(view.columns()).as(view.path()).isNotEmpty();
            assertThat(view.columns())
                    .as(view.path())
                    .allMatch(column -> !column.meaning().isEmpty());
            assertThat(view.columns().stream().map(SqlFile.Column::name)).contains("capture_id");
        }
    }
}
