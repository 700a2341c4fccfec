// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import dev.faultline.analysis.store.Availability;
import dev.faultline.analysis.store.CaptureRow;
import dev.faultline.analysis.store.Evidence;
import dev.faultline.analysis.store.Need;
import dev.faultline.analysis.store.QueryResult;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges captures by rules. */
public final class RuleRunner {
    private static final List<String> CONTRACT = List.of("ts", "cpu", "tid", "subject", "message");

    private final RuleCatalogue catalogue;

    public RuleRunner(RuleCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Runs rules of the standard catalogue.
     *
     * @param params values by parameter name; each must be declared by one of the rules
     * @throws IllegalArgumentException for an unknown rule or parameter
     */
    public static List<RuleResult> run(TraceDatabase database, Collection<String> ruleIds, Map<String, Long> params) {
        return new RuleRunner(RuleCatalogue.standard()).judge(database, ruleIds, params);
    }

    /** As {@link #run}, with this runner's rules. */
    public List<RuleResult> judge(TraceDatabase database, Collection<String> ruleIds, Map<String, Long> params) {
        List<Rule> rules = ruleIds.stream().map(catalogue::rule).toList();
        requireDeclared(rules, params.keySet());
        Views views = new Views(database, catalogue.files());
        List<RuleResult> results = new ArrayList<>();
        for (Rule rule : rules) {
            views.install(views(rule));
            results.add(evaluate(database, rule, params, unmet(database, views, rule)));
        }
        return results;
    }

    /**
     * Evaluates one rule on views that are already there.
     *
     * @param unmet why some capture cannot be judged, {@code null} when each has the events the rule needs
     */
    static RuleResult evaluate(TraceDatabase database, Rule rule, Map<String, Long> params, @Nullable String unmet) {
        long[] counts = counts(database, rule.filled(rule.count(), params));
        List<Finding> findings = findings(database, rule, rule.filled(rule.statement(), params));
        if (!findings.isEmpty()) {
            return new RuleResult.Violated(rule, findings, counts[0]);
        }
        if (unmet != null) {
            return new RuleResult.Inconclusive(rule, unmet, counts[0]);
        }
        if (counts[1] > 0) {
            String reason = counts[1]
                    + " more could not be decided: events that matter to them may be lost or were not recorded";
            return new RuleResult.Inconclusive(rule, reason, counts[0]);
        }
        return counts[0] == 0
                ? new RuleResult.Inconclusive(rule, "the capture has nothing this rule could check", 0)
                : new RuleResult.Clean(rule, counts[0]);
    }

    private static void requireDeclared(List<Rule> rules, Set<String> given) {
        Set<String> declared = rules.stream()
                .flatMap(rule -> rule.parameters().stream())
                .map(Parameter::name)
                .collect(Collectors.toSet());
        given.stream().filter(name -> !declared.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("no parameter '" + name + "' in these rules; there are "
                    + declared.stream().sorted().collect(Collectors.joining(", ")));
        });
    }

    private static List<String> views(Rule rule) {
        return Stream.of(rule.statement(), rule.count())
                .flatMap(file -> file.needs().stream())
                .filter(need -> need.kind() == Need.Kind.VIEW)
                .map(Need::name)
                .distinct()
                .toList();
    }

    private static @Nullable String unmet(TraceDatabase database, Views views, Rule rule) {
        List<String> reasons = new ArrayList<>();
        for (CaptureRow capture : database.captures()) {
            List<String> absent = views(rule).stream()
                    .filter(view -> absent(views.evidence(view).get(capture.id())))
                    .toList();
            if (!absent.isEmpty()) {
                reasons.add("capture " + capture.id() + " has no events for " + String.join(", ", absent));
            }
        }
        return reasons.isEmpty() ? null : String.join("; ", reasons);
    }

    private static boolean absent(@Nullable Evidence evidence) {
        return evidence != null && evidence.status() == Availability.ABSENT;
    }

    private static long[] counts(TraceDatabase database, String sql) {
        Object[] row = database.query(sql).all().get(0);
        return new long[] {number(row[0]), row.length > 1 ? number(row[1]) : 0};
    }

    private static List<Finding> findings(TraceDatabase database, Rule rule, String sql) {
        QueryResult result = database.query(sql);
        if (!result.columns()
                .subList(0, Math.min(CONTRACT.size(), result.columns().size()))
                .equals(CONTRACT)) {
            throw new IllegalStateException(rule.statement().path() + ": first columns are not " + CONTRACT);
        }
        List<Finding> findings = new ArrayList<>();
        result.forEach(row -> findings.add(finding(rule, result.columns(), row)));
        return findings;
    }

    private static Finding finding(Rule rule, List<String> columns, @Nullable Object[] row) {
        Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
        for (int i = CONTRACT.size(); i < row.length; i++) {
            evidence.put(columns.get(i), row[i]);
        }
        return new Finding(
                rule.id(),
                row[0] == null ? null : number(row[0]),
                row[1] == null ? null : Math.toIntExact(number(row[1])),
                row[2] == null ? null : Math.toIntExact(number(row[2])),
                String.valueOf(row[3]),
                String.valueOf(row[4]),
                evidence);
    }

    private static long number(@Nullable Object value) {
        return value == null ? 0 : ((Number) value).longValue();
    }
}
