// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.rules.Finding;
import dev.faultline.analysis.rules.RuleResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Verdicts of rules, for people and for programs. */
final class CheckOutput {
    /** Findings of one rule shown to people; programs get all. */
    private static final int SHOWN = 20;

    private final CaptureHeading heading;
    private final List<RuleResult> results;

    CheckOutput(CaptureHeading heading, List<RuleResult> results) {
        this.heading = heading;
        this.results = results;
    }

    String json() {
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("format", "faultline.check");
        page.put("version", 1);
        page.put("captures", heading.json());
        page.put("rules", results.stream().map(CheckOutput::rule).toList());
        return Json.of(page) + "\n";
    }

    private static Map<String, @Nullable Object> rule(RuleResult result) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", result.rule().id());
        object.put("title", result.rule().title());
        object.put("severity", result.rule().severity().word());
        object.put("result", result.verdict());
        object.put("checked", result.checked());
        object.put("reason", reason(result));
        object.put("findings", result.found().stream().map(CheckOutput::finding).toList());
        return object;
    }

    private static Map<String, @Nullable Object> finding(Finding finding) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("ts", finding.ts());
        object.put("cpu", finding.cpu());
        object.put("tid", finding.tid());
        object.put("subject", finding.subject());
        object.put("message", finding.message());
        object.put("evidence", finding.evidence());
        return object;
    }

    private static @Nullable String reason(RuleResult result) {
        return result instanceof RuleResult.Inconclusive inconclusive ? inconclusive.reason() : null;
    }

    String text() {
        StringBuilder text = new StringBuilder(heading.text()).append('\n');
        results.forEach(result -> appendRule(text, result));
        text.append(summary()).append('\n');
        return text.toString();
    }

    private String summary() {
        Map<String, Long> verdicts =
                results.stream().collect(Collectors.groupingBy(RuleResult::verdict, Collectors.counting()));
        return String.format(
                Locale.ROOT,
                "%s: %d violated, %d clean, %d inconclusive",
                Values.count(results.size(), "rule"),
                verdicts.getOrDefault("violated", 0L),
                verdicts.getOrDefault("clean", 0L),
                verdicts.getOrDefault("inconclusive", 0L));
    }

    private void appendRule(StringBuilder text, RuleResult result) {
        text.append(String.format(
                Locale.ROOT,
                "%-12s  %s (%s): %s%n              checked %s",
                result.verdict(),
                result.rule().id(),
                result.rule().severity().word(),
                result.rule().title(),
                Values.count(result.checked())));
        String reason = reason(result);
        text.append(reason == null ? "" : "; " + SafeText.of(reason)).append('\n');
        List<Finding> findings = result.found();
        findings.stream().limit(SHOWN).forEach(finding -> appendFinding(text, finding));
        if (findings.size() > SHOWN) {
            text.append("  ... and ")
                    .append(Values.count(findings.size() - SHOWN, "more finding"))
                    .append("; --format json prints all\n");
        }
        text.append('\n');
    }

    private void appendFinding(StringBuilder text, Finding finding) {
        text.append("  ").append(heading.time(finding.ts()));
        text.append(finding.cpu() == null ? "" : "  cpu " + finding.cpu());
        text.append(finding.tid() == null ? "" : "  tid " + finding.tid());
        text.append("  ").append(SafeText.of(finding.subject())).append('\n');
        text.append("      ").append(SafeText.of(finding.message())).append('\n');
        String evidence = finding.evidence().entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(entry -> entry.getKey() + "=" + SafeText.of(Values.text(entry.getValue())))
                .collect(Collectors.joining(" "));
        text.append(evidence.isEmpty() ? "" : "      " + evidence + "\n");
    }
}
