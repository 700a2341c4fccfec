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
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges captures by rules. */
public final class RuleRunner {
    private static final List<String> CONTRACT = List.of("ts", "cpu", "tid", "subject", "message");
    private static final List<String> COUNTED = List.of("capture_id", "checked", "undecided");

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
            results.add(sight(database, rule, params)
                    .without(unmet(database, views, rule))
                    .together());
        }
        return results;
    }

    /**
     * Judges each capture of a database for itself, by rules with their standard parameters.
     *
     * @param views views of that database; what the rule reads is installed
     * @return results by {@code capture_id}
     */
    public Map<Integer, RuleResult> judgeEach(TraceDatabase database, Views views, String ruleId) {
        return judgeEach(database, views, ruleId, Map.of());
    }

    /** As {@link #judgeEach(TraceDatabase, Views, String)}, with values of the rule's parameters. */
    Map<Integer, RuleResult> judgeEach(TraceDatabase database, Views views, String ruleId, Map<String, Long> params) {
        Rule rule = catalogue.rule(ruleId);
        views.install(views(rule));
        RuleSight sight = sight(database, rule, params).without(unmet(database, views, rule));
        Map<Integer, RuleResult> results = new TreeMap<>();
        for (CaptureRow capture : database.captures()) {
            results.put(capture.id(), sight.of(capture.id()));
        }
        return results;
    }

    /** Evaluates one rule on views that are already there, for captures that all have the events it needs. */
    static RuleResult evaluate(TraceDatabase database, Rule rule, Map<String, Long> params) {
        return sight(database, rule, params).together();
    }

    private static RuleSight sight(TraceDatabase database, Rule rule, Map<String, Long> params) {
        return new RuleSight(
                rule,
                counts(database, rule, rule.filled(rule.count(), params)),
                findings(database, rule, rule.filled(rule.statement(), params)),
                Map.of());
    }

    private static void requireDeclared(List<Rule> rules, Set<String> given) {
        Set<String> declared = rules.stream()
                .flatMap(rule -> rule.parameters().stream().map(parameter -> rule.id() + "." + parameter.name()))
                .collect(Collectors.toSet());
        given.stream()
                .filter(name -> declared.stream().noneMatch(known -> known.equals(name) || known.endsWith("." + name)))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("no parameter '" + name + "' in these rules; there are "
                            + declared.stream().sorted().collect(Collectors.joining(", ")));
                });
    }

    private static List<String> views(Rule rule) {
        return needed(rule).map(Need::name).distinct().toList();
    }

    private static Stream<Need> needed(Rule rule) {
        return Stream.of(rule.statement(), rule.count())
                .flatMap(file -> file.needs().stream())
                .filter(need -> need.kind() == Need.Kind.VIEW);
    }

    /** Why captures cannot be judged by a rule, by {@code capture_id}. */
    private static Map<Integer, String> unmet(TraceDatabase database, Views views, Rule rule) {
        Map<Integer, String> reasons = new TreeMap<>();
        for (CaptureRow capture : database.captures()) {
            String absent = needed(rule)
                    .filter(need -> !need.optional())
                    .map(Need::name)
                    .distinct()
                    .filter(view -> absent(views.evidence(view).get(capture.id())))
                    .collect(Collectors.joining(", "));
            if (!absent.isEmpty()) {
                reasons.put(capture.id(), "capture " + capture.id() + " has no events for " + absent);
            }
        }
        return reasons;
    }

    private static boolean absent(@Nullable Evidence evidence) {
        return evidence != null && evidence.status() == Availability.ABSENT;
    }

    private static Map<Integer, RuleSight.Count> counts(TraceDatabase database, Rule rule, String sql) {
        QueryResult result = database.query(sql);
        if (!result.columns().equals(COUNTED)) {
            throw new IllegalStateException(rule.count().path() + ": columns are not " + COUNTED);
        }
        Map<Integer, RuleSight.Count> counts = new TreeMap<>();
        result.forEach(row ->
                counts.put(Math.toIntExact(number(row[0])), new RuleSight.Count(number(row[1]), number(row[2]))));
        return counts;
    }

    private static List<Finding> findings(TraceDatabase database, Rule rule, String sql) {
        QueryResult result = database.query(sql);
        if (!result.columns()
                        .subList(0, Math.min(CONTRACT.size(), result.columns().size()))
                        .equals(CONTRACT)
                || !result.columns().contains("capture_id")) {
            throw new IllegalStateException(
                    rule.statement().path() + ": first columns are not " + CONTRACT + ", or capture_id is missing");
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
