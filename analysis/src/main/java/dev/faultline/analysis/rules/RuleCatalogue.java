// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.Needs;
import dev.faultline.analysis.store.SqlCatalogue;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The rules there are. */
public final class RuleCatalogue {
    private final SqlCatalogue files;

    public RuleCatalogue(SqlCatalogue files) {
        this.files = files;
    }

    /** What this build ships. */
    public static RuleCatalogue standard() {
        return new RuleCatalogue(SqlCatalogue.standard());
    }

    /** Ids of all rules, sorted. */
    public List<String> ids() {
        return files.paths("rules").stream()
                .filter(path -> path.endsWith("/rule.sql"))
                .map(path -> path.split("/", -1)[1])
                .toList();
    }

    /**
     * A rule.
     *
     * @throws IllegalArgumentException when there is none of that id, naming those there are
     */
    public Rule rule(String id) {
        if (!ids().contains(id)) {
            throw new IllegalArgumentException("no rule '" + id + "'; there are " + String.join(", ", ids()));
        }
        return Rule.read(files, id);
    }

    /**
     * A rule by its id or by its number in the catalogue of anomalies ({@code B03}).
     *
     * @throws IllegalArgumentException when there is none, naming those there are
     */
    public Rule named(String name) {
        return ids().stream()
                .map(this::rule)
                .filter(rule -> name.equalsIgnoreCase(rule.anomaly()))
                .findFirst()
                .orElseGet(() -> rule(name));
    }

    /** Views that a rule reads, directly and through others. */
    public Set<String> reads(Rule rule) {
        Needs needs = new Needs(files);
        Set<String> views = new TreeSet<>(needs.viewsBehind(rule.statement()));
        views.addAll(needs.viewsBehind(rule.count()));
        return views;
    }

    /** What is known to be harmless everywhere: a table with a heading, see {@code rules/exclusions.tsv}. */
    public String exclusions() {
        String table = files.text("rules/exclusions.tsv");
        return table == null ? "" : table;
    }

    /** The events to decode so that these rules can be judged. */
    public EventSet events(Collection<String> ids) {
        Needs needs = new Needs(files);
        EventSet events = EventSet.NONE;
        for (String id : ids) {
            Rule rule = rule(id);
            events = events.and(needs.of(rule.statement())).and(needs.of(rule.count()));
        }
        return events;
    }

    SqlCatalogue files() {
        return files;
    }
}
