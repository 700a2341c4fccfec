// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import dev.faultline.analysis.rules.Finding;
import dev.faultline.analysis.rules.RuleResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;

/**
 * {@code rule-findings.tsv}: the only findings of severity medium or above that the corpus may have. A row names capture (a pattern),
 * rule, subject (a pattern) and why: {@code injected}, the fault that was built into that kernel; {@code true}, with words that stand
 * in the rule's page and name the kernel source which makes it true; or {@code unfed} for a rule that no capture can feed.
 */
final class ExpectedFindings {
    private static final Path FILE = Path.of("src/test/resources/rule-findings.tsv");

    /** One row. */
    private record Row(String capture, String rule, String subject, String kind, String why) {
        boolean covers(String directory, Finding finding) {
            return !kind.equals("unfed")
                    && rule.equals(finding.rule())
                    && Pattern.matches(capture, directory)
                    && Pattern.matches(subject, finding.subject());
        }
    }

    private final List<Row> rows;
    private final Set<Row> seen = new HashSet<>();

    private ExpectedFindings(List<Row> rows) {
        this.rows = rows;
    }

    static ExpectedFindings read() {
        try {
            List<Row> rows = new ArrayList<>();
            for (String line : Files.readAllLines(FILE)) {
                String[] cells = line.split("\t", -1);
                if (!cells[0].equals("capture")) {
                    rows.add(new Row(cells[0], cells[1], cells[2], cells[3], cells[4]));
                }
            }
            return new ExpectedFindings(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each finding has its row. */
    void compare(String directory, RuleResult result, SoftAssertions soft) {
        for (Finding finding : result.found()) {
            List<Row> covering =
                    rows.stream().filter(row -> row.covers(directory, finding)).toList();
            soft.assertThat(covering)
                    .as("not expected: %s: %s: %s: %s", directory, finding.rule(), finding.subject(), finding.message())
                    .isNotEmpty();
            covering.stream()
                    .filter(row -> row.kind().equals("true"))
                    .forEach(row -> soft.assertThat(result.rule().page().replaceAll("\\s+", " "))
                            .as("page of " + row.rule())
                            .contains(row.why()));
            seen.addAll(covering);
        }
    }

    /** Rows of injected faults that nothing was found for. */
    List<Row> missing() {
        return rows.stream()
                .filter(row -> !row.kind().equals("unfed") && !seen.contains(row))
                .toList();
    }

    /** Rules that no capture feeds, sorted. */
    List<String> unfed() {
        return rows.stream()
                .filter(row -> row.kind().equals("unfed"))
                .map(Row::rule)
                .sorted()
                .toList();
    }
}
