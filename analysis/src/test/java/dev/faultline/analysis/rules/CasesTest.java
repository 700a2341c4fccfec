// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.QueryResult;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlFile;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every {@code .case} file under views, rules, charts and replay is one test; {@code -Dcases.only=REGEX} chooses some by their path. */
class CasesTest {
    private static final String ONLY = System.getProperty("cases.only", ".*");

    private final SqlCatalogue catalogue = SqlCatalogue.standard();

    @TestFactory
    List<DynamicTest> cases() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String folder : List.of("views", "rules", "charts", "replay")) {
            for (Path file : files(Path.of(folder))) {
                if (file.toString().matches(ONLY)) {
                    tests.add(DynamicTest.dynamicTest(file.toString(), file.toUri(), () -> check(Case.read(file))));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(ONLY.equals(".*") ? 12 : 1);
        return tests;
    }

    @Test
    void everyViewHasACase() throws IOException {
        Set<String> shown = files(Path.of("views")).stream()
                .map(file -> file.getFileName().toString())
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toSet());
        assertThat(shown).containsAll(catalogue.views());
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().endsWith(".case"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    private void check(Case given) throws IOException, InterruptedException {
        try (CaseDatabase cases = CaseDatabase.of(given.given())) {
            String folder = given.file().getName(0).toString();
            if (folder.equals("rules")) {
                checkRule(given, cases);
            } else {
                SqlFile file = beside(given, folder);
                cases.prepare(file);
                String sql = given.detail().isEmpty()
                        ? file.sql()
                        : "SELECT * FROM (\n" + file.sql() + "\n) " + given.detail();
                compareRows(given.rows(), result(cases.database(), sql));
            }
        }
    }

    /** {@code views/mkwrite.kprobe.sql} for {@code views/mkwrite.kprobe.nested.case}. */
    private SqlFile beside(Case given, String folder) {
        String name = given.file().getFileName().toString();
        return catalogue.sqlFiles(folder).stream()
                .filter(file -> name.startsWith(
                        file.path().substring(folder.length() + 1, file.path().length() - "sql".length())))
                .max(Comparator.comparingInt(file -> file.path().length()))
                .orElseThrow(() -> new AssertionError("no statement beside " + given.file()));
    }

    private void checkRule(Case given, CaseDatabase cases) {
        Rule rule = Rule.read(catalogue, given.file().getName(1).toString());
        cases.prepare(rule.statement());
        cases.prepare(rule.count());
        RuleResult result = RuleRunner.evaluate(cases.database(), rule, given.params());
        assertThat(result.verdict()).as(result.toString()).isEqualTo(given.expected());
        if (result instanceof RuleResult.Inconclusive inconclusive) {
            assertThat(inconclusive.reason()).contains(given.detail());
        } else if (!given.detail().isEmpty()) {
            assertThat(result.checked()).isEqualTo(Long.parseLong(given.detail()));
        }
        List<Function<String, @Nullable Object>> rows = new ArrayList<>();
        result.found().forEach(finding -> rows.add(column -> value(finding, column)));
        compareRows(given.rows(), rows);
    }

    private static @Nullable Object value(Finding finding, String column) {
        return switch (column) {
            case "ts" -> finding.ts();
            case "cpu" -> finding.cpu();
            case "tid" -> finding.tid();
            case "subject" -> finding.subject();
            case "message" -> finding.message();
            default -> finding.evidence().get(column);
        };
    }

    private static List<Function<String, @Nullable Object>> result(TraceDatabase database, String sql) {
        QueryResult result = database.query(sql);
        List<Function<String, @Nullable Object>> rows = new ArrayList<>();
        result.forEach(row -> rows.add(column -> {
            int at = result.columns().indexOf(column);
            assertThat(at).as("column " + column + " of " + result.columns()).isNotNegative();
            return row[at];
        }));
        return rows;
    }

    private static void compareRows(Case.Relation expected, List<Function<String, @Nullable Object>> actual) {
        List<String> texts = actual.stream()
                .map(row -> Arrays.toString(
                        expected.columns().stream().map(c -> text(row.apply(c))).toArray()))
                .sorted()
                .toList();
        assertThat(texts)
                .isEqualTo(expected.rows().stream()
                        .map(row -> Arrays.toString(
                                row.stream().map(CasesTest::decimal).toArray()))
                        .sorted()
                        .toList());
    }

    private static String decimal(String cell) {
        return cell.startsWith("0x") ? Long.toUnsignedString(Long.parseUnsignedLong(cell.substring(2), 16)) : cell;
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "-";
        }
        String text = Objects.toString(value);
        return text.isEmpty() ? "''" : decimal(text);
    }
}
