// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.rules.Finding;
import dev.faultline.analysis.rules.RuleCatalogue;
import dev.faultline.analysis.rules.RuleResult;
import dev.faultline.analysis.rules.RuleRunner;
import dev.faultline.analysis.rules.Severity;
import dev.faultline.analysis.store.TraceDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;

/**
 * Every rule on every capture: verdict, number of checks and subjects are those of {@code rule-verdicts/RULE.tsv}; a capture that
 * lacks events the rule needs has no line. Findings of severity medium or above are those of {@link ExpectedFindings}.
 */
final class RuleSweep implements ViewCheck {
    private static final GoldenFolder FOLDER = new GoldenFolder(Path.of("src/test/resources/rule-verdicts"));
    private static final boolean UPDATE = "update".equals(System.getProperty("golden"));

    private final RuleCatalogue catalogue = RuleCatalogue.standard();
    private final ExpectedFindings expected = ExpectedFindings.read();
    private final Map<String, Map<String, String>> committed = new HashMap<>();
    private final Map<String, Map<String, String>> found = new TreeMap<>();
    private final Map<String, Map<Integer, RuleResult>> results = new TreeMap<>();
    private @Nullable TraceDatabase judged;

    @Override
    public void check(CheckedCapture capture) {
        if (capture.database() != judged) {
            judged = capture.database();
            judgeAll(capture);
        }
        SoftAssertions soft = new SoftAssertions();
        for (String rule : catalogue.ids()) {
            RuleResult result = results.get(rule).get(capture.id());
            String line = line(result);
            if (line != null) {
                found.computeIfAbsent(rule, k -> new TreeMap<>()).put(capture.name(), line);
            }
            if (!UPDATE) {
                soft.assertThat(line)
                        .as(rule + " on " + capture.name() + " (-Dgolden=update writes it anew)")
                        .isEqualTo(committed.computeIfAbsent(rule, FOLDER::read).get(capture.name()));
            }
            if (result.rule().severity().atLeast(Severity.MEDIUM)) {
                expected.compare(capture.directory(), result, soft);
            }
        }
        soft.assertAll();
    }

    private void judgeAll(CheckedCapture capture) {
        RuleRunner runner = new RuleRunner(catalogue);
        for (String rule : catalogue.ids()) {
            results.put(rule, runner.judgeEach(capture.database(), capture.views(), rule));
        }
    }

    private static @Nullable String line(RuleResult result) {
        String detail = result.found().stream()
                .map(Finding::subject)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        if (result instanceof RuleResult.Inconclusive open) {
            if (open.reason().startsWith("capture ")) {
                return null;
            }
            detail = open.reason();
        }
        return result.verdict() + "\t" + result.checked() + "\t" + detail;
    }

    @Override
    public void finish() {
        writeSome();
        long verdicts = found.values().stream().mapToLong(Map::size).sum();
        List<String> unfed = catalogue.ids().stream()
                .filter(rule -> found.getOrDefault(rule, Map.of()).values().stream()
                        .noneMatch(line -> Long.parseLong(line.split("\t", -1)[1]) > 0))
                .toList();
        System.out.println("rules: " + catalogue.ids().size() + ", " + verdicts
                + " verdicts; nothing to check anywhere: " + unfed);
        assertThat(expected.missing())
                .as("expected findings that no capture showed")
                .isEmpty();
        assertThat(unfed).as("rules that no capture feeds").isEqualTo(expected.unfed());
    }

    @Override
    public void writeSome() {
        if (UPDATE) {
            found.forEach(FOLDER::write);
        }
    }
}
