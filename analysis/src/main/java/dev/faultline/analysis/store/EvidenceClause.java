// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line {@code evidence} of a view's header: {@code exact if NEED, NEED; why}, or {@code stock; why}. The first line whose needs
 * a capture meets says how well that capture proves the view: an event by having records of it, a view by being exact itself.
 *
 * @param level {@link EvidenceLevel#EXACT} or {@link EvidenceLevel#STOCK}
 * @param conditions names of needs of the same header, all of them; none: in any case
 * @param why one clause for people
 */
record EvidenceClause(EvidenceLevel level, List<String> conditions, String why) {
    private static final Pattern LINE = Pattern.compile("(exact|stock)(?: if ([^;]+))?; (.+)");

    /** What a view without such lines is: nobody has said what proves it. */
    static final EvidenceClause UNSTATED = new EvidenceClause(EvidenceLevel.STOCK, List.of(), "");

    /** The clauses of a view's header, in order. */
    static List<EvidenceClause> of(SqlFile view) {
        return view.values("evidence").stream().map(line -> parse(view, line)).toList();
    }

    private static EvidenceClause parse(SqlFile view, String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new StoreException(view.path() + ": evidence is not 'exact|stock [if NEEDS]; why': " + line);
        }
        List<String> conditions = matcher.group(2) == null
                ? List.of()
                : Arrays.stream(matcher.group(2).split(",")).map(String::strip).toList();
        EvidenceLevel level = EvidenceLevel.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
        return new EvidenceClause(level, conditions, matcher.group(3));
    }

    /** The clause that holds for a capture that meets these needs. */
    static EvidenceClause choose(SqlFile view, Set<String> met) {
        return of(view).stream()
                .filter(clause -> met.containsAll(clause.conditions()))
                .findFirst()
                .orElse(UNSTATED);
    }
}
