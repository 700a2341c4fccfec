// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.locking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.rules.RuleCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every rule that the document states in sentences has rules that find where it is broken, or a reason why there can be none. */
class ProseRulesTest {
    private static final Path PAGE = Path.of("locking/PROSE.md");
    private static final List<ProseRule> PROSE = DocumentedLocks.standard().prose();

    @Test
    void everyProseRuleIsJudgedOrSaysWhyNot() {
        assertThat(PROSE).hasSize(69);
        for (ProseRule prose : PROSE) {
            assertThat(prose.judgedBy().isEmpty())
                    .as(prose.rule())
                    .isNotEqualTo(prose.because().isEmpty());
        }
        assertThat(PROSE.stream().filter(prose -> !prose.judgedBy().isEmpty())).hasSizeGreaterThanOrEqualTo(34);
    }

    @Test
    void theRulesThatJudgeExist() {
        List<String> ids = RuleCatalogue.standard().ids();
        assertThat(PROSE.stream().flatMap(prose -> prose.judgedBy().stream()).distinct())
                .isSubsetOf(ids)
                .hasSizeGreaterThanOrEqualTo(25);
    }

    /** What can be detected directly is, unless the sentence asks for nothing, or is not true of any kernel. */
    @Test
    void whatIsDirectlyDetectableIsJudged() {
        assertThat(PROSE.stream()
                        .filter(prose -> prose.detectable().startsWith("direct"))
                        .filter(prose -> prose.judgedBy().isEmpty())
                        .map(prose -> prose.rule() + " " + prose.severity()))
                .containsExactly(
                        "PR-SB-03 info",
                        "PR-WP-01 info",
                        "PR-WP-09 info",
                        "PR-BMAP-01 info",
                        "PR-INV-01 info",
                        "PR-REL-01 medium",
                        "PR-BD-01 info",
                        "PR-VM-01 info",
                        "PR-MKW-04 medium");
    }

    /** The table; {@code -Dgolden=update} writes it anew. */
    @Test
    void page() throws IOException {
        String text = PROSE.stream().map(ProseRulesTest::row).collect(Collectors.joining("\n", """
                # Rules in sentences, and what judges them

                Generated from `prose.tsv` by `ProseRulesTest`. Lines are those of `Documentation/filesystems/locking.rst`.

                | rule | operation | v5.10 | v6.12 | statement | judged by, or why not |
                |---|---|---|---|---|---|
                """, "\n"));
        if ("update".equals(System.getProperty("golden"))) {
            Files.writeString(PAGE, text);
        }
        assertThat(Files.readString(PAGE))
                .as(PAGE + ": run with -Dgolden=update")
                .isEqualTo(text);
    }

    private static String row(ProseRule prose) {
        String judge = prose.judgedBy().stream()
                .map(id -> "[" + id + "](../rules/" + id + "/README.md)")
                .collect(Collectors.joining(", "));
        return "| %s | %s | %s | %s | %s | %s |"
                .formatted(
                        prose.rule(),
                        prose.operation(),
                        line(prose.oldLine()),
                        line(prose.newLine()),
                        prose.statement().replace("|", "\\|"),
                        judge.isEmpty() ? prose.because() : judge);
    }

    private static String line(int line) {
        return line == 0 ? "" : Integer.toString(line);
    }
}
