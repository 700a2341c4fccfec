// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.check;

import dev.faultline.analysis.rules.Family;
import dev.faultline.analysis.rules.Finding;
import dev.faultline.analysis.rules.Rule;
import dev.faultline.analysis.rules.RuleResult;
import dev.faultline.analysis.rules.Severity;
import dev.faultline.analysis.store.TraceDatabase;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How sure findings are. A rule whose header says {@code evidence: exact} proves what it finds where the capture proves the views
 * it reads (table {@code evidence}), any other makes it likely; a column {@code exact} of a finding says for that finding whether
 * it does. A loss while it happened makes it a suspicion. What the rules about the capture itself found (clocks that disagree,
 * probes that missed calls, a filter) allows no proof.
 */
final class Confidences {
    /** Losses are looked at one by one; evidence that was not recorded makes a rule inconclusive, not a finding doubtful. */
    private static final Set<String> LIMITS_NOTHING = Set.of("G01", "G04");

    private final Losses losses;
    private final Set<Object> doubtful;
    private final Set<String> inPart = new HashSet<>();

    Confidences(TraceDatabase database, List<RuleResult> results) {
        losses = new Losses(database);
        doubtful = results.stream()
                .filter(result -> result.rule().family() == Family.CAPTURE)
                .filter(result -> !LIMITS_NOTHING.contains(
                        Objects.requireNonNullElse(result.rule().anomaly(), "")))
                .flatMap(result -> result.found().stream())
                .map(finding -> Objects.requireNonNullElse(finding.evidence().get("capture_id"), ""))
                .collect(Collectors.toSet());
        database.query("SELECT capture_id, view FROM evidence WHERE level = 'stock'")
                .forEach(row -> inPart.add(row[0] + " " + row[1]));
    }

    Confidence of(Rule rule, Finding finding) {
        if (rule.family() == Family.CAPTURE && rule.severity() == Severity.INFO) {
            return Confidence.PROVED;
        }
        if (losses.overlap(finding)) {
            return Confidence.SUSPICION;
        }
        Object capture = Objects.requireNonNullElse(finding.evidence().get("capture_id"), "");
        Confidence best = exact(rule, finding, capture) ? Confidence.PROVED : Confidence.LIKELY;
        return doubtful.contains(capture) ? best.atMost(Confidence.LIKELY) : best;
    }

    private boolean exact(Rule rule, Finding finding, Object capture) {
        return finding.evidence().get("exact") instanceof Boolean exact
                ? exact
                : rule.statement().value("evidence").filter("exact"::equals).isPresent()
                        && rule.statement().needs().stream()
                                .filter(need -> !need.optional())
                                .noneMatch(need -> inPart.contains(capture + " " + need.name()));
    }
}
