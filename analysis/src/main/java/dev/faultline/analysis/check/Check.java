// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.check;

import dev.faultline.analysis.rules.Finding;
import dev.faultline.analysis.rules.Rule;
import dev.faultline.analysis.rules.RuleCatalogue;
import dev.faultline.analysis.rules.RuleResult;
import dev.faultline.analysis.rules.RuleRunner;
import dev.faultline.analysis.rules.Severity;
import dev.faultline.analysis.store.TraceDatabase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks rules, and judges what they answer. */
public final class Check {
    private static final int LITTLEST_PAGE = 4096;

    private final TraceDatabase database;
    private final RuleCatalogue catalogue;
    private final CheckRequest request;
    private final List<Exclusion> exclusions;

    private Check(TraceDatabase database, RuleCatalogue catalogue, CheckRequest request) {
        this.database = database;
        this.catalogue = catalogue;
        this.request = request;
        exclusions = Exclusion.read(catalogue.exclusions());
    }

    /**
     * Runs the rules asked for.
     *
     * @throws IllegalArgumentException for an unknown rule or parameter
     */
    public static CheckReport run(TraceDatabase database, RuleCatalogue catalogue, CheckRequest request) {
        return new Check(database, catalogue, request).report();
    }

    private CheckReport report() {
        List<RuleResult> results = new RuleRunner(catalogue).judge(database, request.ids(), request.values());
        Confidences confidences = new Confidences(database, results);
        EventChains chains = new EventChains(database, catalogue);
        return CheckReport.of(results.stream()
                .map(result -> checked(result, confidences, chains))
                .toList());
    }

    private CheckedRule checked(RuleResult result, Confidences confidences, EventChains chains) {
        Rule rule = result.rule();
        Severity severity = request.config().severities().getOrDefault(rule.id(), rule.severity());
        List<LeftOut> leftOut = new ArrayList<>();
        Map<String, List<JudgedFinding>> byFile = new LinkedHashMap<>();
        for (Finding finding : result.found()) {
            JudgedFinding judged =
                    new JudgedFinding(finding, severity, confidences.of(rule, finding), bytes(finding), List.of());
            Optional<LeftOut> out = leftOut(judged);
            out.ifPresent(leftOut::add);
            if (out.isEmpty()) {
                byFile.computeIfAbsent(file(finding), key -> new ArrayList<>()).add(judged);
            }
        }
        List<FindingGroup> groups = byFile.entrySet().stream()
                .map(entry -> FindingGroup.of(entry.getKey(), ranked(entry.getValue())))
                .sorted(Comparator.comparingDouble(
                                (FindingGroup group) -> group.worst().rank())
                        .reversed())
                .toList();
        return new CheckedRule(result, severity, chains.told(rule, groups), List.copyOf(leftOut));
    }

    private static List<JudgedFinding> ranked(List<JudgedFinding> findings) {
        return findings.stream()
                .sorted(Comparator.comparingDouble(JudgedFinding::rank).reversed())
                .toList();
    }

    private Optional<LeftOut> leftOut(JudgedFinding judged) {
        return Stream.concat(
                        request.config().suppressions().stream()
                                .filter(suppression -> suppression.covers(judged.finding()))
                                .map(suppression -> new LeftOut(judged, LeftOut.By.SUPPRESSION, suppression.reason())),
                        exclusions.stream()
                                .filter(exclusion -> exclusion.covers(judged.finding()))
                                .map(exclusion -> new LeftOut(judged, LeftOut.By.EXCLUSION, exclusion.reason())))
                .findFirst();
    }

    /** Findings are about one file when they name its inode on the same device or bdi of one capture. */
    private static String file(Finding finding) {
        Map<String, @Nullable Object> evidence = finding.evidence();
        Object device = evidence.get("dev") == null ? evidence.get("bdi") : evidence.get("dev");
        if (evidence.get("ino") == null || device == null) {
            return finding.subject();
        }
        return Objects.requireNonNullElse(evidence.get("capture_id"), 0) + ":" + device + ":" + evidence.get("ino");
    }

    private static @Nullable Long bytes(Finding finding) {
        if (finding.evidence().get("bytes") instanceof Number bytes) {
            return bytes.longValue();
        }
        return finding.evidence().get("pages") instanceof Number pages ? pages.longValue() * LITTLEST_PAGE : null;
    }
}
