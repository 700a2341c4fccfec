// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.locking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The documents' tables are complete in our data, and every key in it means something. */
class DocumentedLocksTest {
    private static final DocumentedLocks LOCKS = DocumentedLocks.standard();

    /** {@code document-rows.tsv} has document, table, line and operation of every row between the rulers of a table. */
    @Test
    void everyRowOfTheDocumentsTablesHasARule() throws IOException {
        Set<String> ruled = LOCKS.rules().stream()
                .map(rule -> String.join(" ", rule.document(), Integer.toString(rule.line()), rule.operation()))
                .collect(Collectors.toSet());
        List<String> rows = documentRows();
        assertThat(rows).hasSize(213);
        assertThat(ruled).containsAll(rows);
    }

    private static List<String> documentRows() throws IOException {
        try (InputStream in = DocumentedLocksTest.class.getResourceAsStream("document-rows.tsv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(cells -> cells[0] + " " + cells[2] + " " + cells[1] + "." + cells[3])
                    .toList();
        }
    }

    @Test
    void asManyRulesAsTheDocumentsHave() {
        assertThat(count(LOCKS.rules(), LockRule::document)).isEqualTo(Map.of("v5.10", 211L, "v6.12", 227L));
        assertThat(count(LOCKS.rules(), LockRule::checkable))
                .isEqualTo(Map.of("lockdep", 149L, "calls", 47L, "heuristic", 33L, "none", 209L));
        assertThat(LOCKS.prose()).hasSize(69);
        assertThat(LOCKS.prose().stream().filter(rule -> rule.line("v5.10") > 0))
                .hasSize(57);
        assertThat(LOCKS.prose().stream().filter(rule -> rule.line("v6.12") > 0))
                .hasSize(60);
    }

    private static <T> Map<String, Long> count(List<T> all, Function<T, String> key) {
        return all.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
    }

    @Test
    void everyKeyResolves() {
        Map<String, Integer> lines =
                LOCKS.documents().stream().collect(Collectors.toMap(LockDocument::name, LockDocument::lines));
        for (LockRule rule : LOCKS.rules()) {
            assertThat(LOCKS.locks()).as(rule.rule()).containsKey(rule.lock());
            assertThat(rule.line()).as(rule.rule()).isBetween(1, lines.get(rule.document()));
            assertThat(rule.rule()).startsWith(rule.operation() + ":" + rule.lock());
        }
        assertThat(LOCKS.rules().stream()
                        .map(rule -> rule.document() + rule.rule())
                        .distinct())
                .hasSize(LOCKS.rules().size());
    }

    @Test
    void aRuleOfLockEventsHasAClassAndFunctions() {
        for (LockRule rule : LOCKS.rules()) {
            if (rule.checkable().equals("lockdep")) {
                String pattern = LOCKS.locks().get(rule.lock()).classPattern();
                assertThat(pattern).as(rule.rule()).startsWith("^").endsWith("$");
                assertThat(Pattern.compile(pattern)).isNotNull();
            }
        }
        List<String> without = LOCKS.rules().stream()
                .filter(rule -> rule.checkable().equals("lockdep"))
                .map(LockRule::operation)
                .filter(operation -> LOCKS.functions(operation).isEmpty())
                .distinct()
                .toList();
        assertThat(without).isEqualTo(List.of());
    }

    @Test
    void everyDisagreementIsAboutARule() {
        for (Disagreement known : LOCKS.disagreements()) {
            assertThat(LOCKS.rules().stream()
                                    .filter(rule -> known.about(rule.rule()))
                                    .count()
                            + LOCKS.prose().stream()
                                    .filter(rule -> known.about(rule.rule()))
                                    .count())
                    .as(known.name())
                    .isPositive();
            assertThat(known.reason()).as(known.name()).isNotEmpty();
            assertThat(known.effect()).isIn("ignore", "except", "accept-other", "rename", "at-least");
        }
    }

    @Test
    void whatChanged() {
        List<LockRuleChange> changes = LOCKS.changes("v5.10", "v6.12");
        assertThat(changes.stream().filter(c -> c.rule().equals("inode_operations.unlink:i_rwsem_victim.2")))
                .singleElement()
                .satisfies(change -> assertThat(change.kind()).isEqualTo("added"));
        assertThat(LOCKS.changes("v6.12", "v6.12")).isEmpty();
        assertThatThrownBy(() -> LOCKS.changes("v5.10", "v7"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no document 'v7'; there are v5.10, v6.12");
    }
}
