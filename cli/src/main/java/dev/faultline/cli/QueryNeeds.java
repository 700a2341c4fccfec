// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.Needs;
import dev.faultline.analysis.store.SqlCatalogue;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement reads, by the names in it, so that the rest of a large capture stays undecoded. It may name too much, which only
 * costs time, or too little, which the binder notices: then the statement is asked again over everything.
 *
 * @param events events to decode
 * @param views views to install
 */
record QueryNeeds(EventSet events, Collection<String> views) {
    /** Two names with a dot between them, each bare or quoted. */
    private static final Pattern TABLE =
            Pattern.compile("(?:\"([^\"]+)\"|([\\p{L}_][\\w$]*))\\s*\\.\\s*(?:\"([^\"]+)\"|([\\p{L}_][\\w$]*))");

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\w$]*");

    /** Words of statements about the catalogue itself, and tables whose content depends on what is loaded. */
    private static final Set<String> ABOUT_ALL = Set.of(
            "show",
            "describe",
            "desc",
            "summarize",
            "pragma",
            "explain",
            "event_schema",
            "evidence",
            "symbol",
            "information_schema",
            "pg_catalog",
            "query_table",
            "query");

    static QueryNeeds of(String sql, SqlCatalogue catalogue) {
        Set<String> names = new LinkedHashSet<>();
        Matcher name = NAME.matcher(sql);
        while (name.find()) {
            names.add(name.group().toLowerCase(Locale.ROOT));
        }
        boolean all = names.stream().anyMatch(word -> ABOUT_ALL.contains(word) || word.startsWith("duckdb_"));
        if (all) {
            return everything(catalogue);
        }
        List<String> views = catalogue.views().stream().filter(names::contains).toList();
        Set<String> tables = new LinkedHashSet<>();
        Matcher table = TABLE.matcher(sql);
        for (int at = 0; table.find(at); at = table.start() + 1) {
            tables.add(part(table, 1) + "." + part(table, 3));
        }
        return new QueryNeeds(EventSet.of(tables).and(new Needs(catalogue).ofViews(views)), views);
    }

    static QueryNeeds everything(SqlCatalogue catalogue) {
        return new QueryNeeds(EventSet.ALL, catalogue.views());
    }

    private static String part(Matcher table, int group) {
        String quoted = table.group(group);
        return quoted == null ? table.group(group + 1) : quoted;
    }
}
