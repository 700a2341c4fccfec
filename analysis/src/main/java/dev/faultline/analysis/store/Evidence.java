// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a view rests on in one capture: a row of table {@code evidence}.
 *
 * @param captureId capture
 * @param view view
 * @param variant variant that was weighed best, empty when the view has only one
 * @param level how well the capture proves it
 * @param why what makes it so, one clause
 * @param events raw events it reads, {@code system.event}
 * @param missing needs the capture does not meet, optional ones included
 */
public record Evidence(
        int captureId,
        String view,
        String variant,
        EvidenceLevel level,
        String why,
        List<String> events,
        List<String> missing) {
    private static final String TABLE = SqlNames.path(StoreFile.VIEWS, "main", "evidence");

    /** Whether its events have records, are only declared, or are not there. */
    public Availability status() {
        return switch (level) {
            case EXACT, STOCK -> Availability.RECORDED;
            case SILENT -> Availability.SILENT;
            case ABSENT -> Availability.ABSENT;
        };
    }

    static Evidence recorded(
            int captureId, SqlFile view, EvidenceClause clause, List<String> events, List<String> missing) {
        return new Evidence(captureId, view.name(), view.variant(), clause.level(), clause.why(), events, missing);
    }

    static Evidence absent(int captureId, SqlFile view, List<String> events, List<String> missing) {
        String why = "the capture has no " + String.join(", ", missing);
        return new Evidence(captureId, view.name(), view.variant(), EvidenceLevel.ABSENT, why, events, missing);
    }

    static Evidence silent(int captureId, SqlFile view, List<String> events, List<String> missing) {
        String why = "declared, and without a record: switched off, filtered out, or it never happened";
        return new Evidence(captureId, view.name(), view.variant(), EvidenceLevel.SILENT, why, events, missing);
    }

    static void createTable(TraceDatabase database) {
        database.execute(
                "CREATE TABLE IF NOT EXISTS " + TABLE
                        + " (capture_id SMALLINT, view VARCHAR, level VARCHAR, why VARCHAR, variant VARCHAR, events VARCHAR, missing VARCHAR)");
        database.execute("COMMENT ON TABLE " + TABLE
                + " IS 'How well each capture proves each view, and with which raw events: exact, stock (in part), silent"
                + " (declared, no record) or absent, and why.'");
    }

    /** Puts what a view rests on into the table, in place of what it said of the view before. */
    static void insert(TraceDatabase database, String view, Collection<Evidence> captures) {
        database.execute("DELETE FROM " + TABLE + " WHERE view = ?", view);
        if (!captures.isEmpty()) {
            database.execute("INSERT INTO " + TABLE + " VALUES "
                    + captures.stream().map(Evidence::row).collect(Collectors.joining(", ")));
        }
    }

    private String row() {
        return Stream.of(
                        view,
                        level.name().toLowerCase(Locale.ROOT),
                        why,
                        variant,
                        String.join(", ", events),
                        String.join(", ", missing))
                .map(SqlNames::literal)
                .collect(Collectors.joining(", ", "(" + captureId + ", ", ")"));
    }
}
