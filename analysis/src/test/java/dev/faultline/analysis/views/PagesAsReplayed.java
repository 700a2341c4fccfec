// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.TraceDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code page_event} has as many acts of each kind as the replay observes. A dirty event inside a redirty is an observation of its
 * own, and no row of page_event; what was found clean is an observation, and no act; what a file system's event implies is an act
 * that the replay does not look at.
 */
final class PagesAsReplayed implements ViewCheck {
    private static final String OBSERVED = """
            SELECT capture_id, CAST(kind AS VARCHAR), count(*) FILTER (kind <> 'folio_cleaned' OR value <> 0)
            FROM (%s)
            GROUP BY capture_id, kind
            """;

    private static final Map<String, String> KINDS = Map.of(
            "added", "folio_added",
            "removed", "folio_removed",
            "dirtied", "folio_dirtied",
            "cleaned", "folio_cleaned",
            "cancelled", "folio_cancelled",
            "redirtied", "folio_redirtied",
            "writeback_started", "writeback_begin",
            "writeback_ended", "writeback_end");

    private final Map<String, Long> observed = new HashMap<>();
    private @Nullable TraceDatabase database;
    private long compared;

    @Override
    public void check(CheckedCapture capture) {
        if (database != capture.database()) {
            database = capture.database();
            observe(capture);
        }
        Map<String, Long> acts = new HashMap<>();
        capture.rows("SELECT kind, count(*) FROM page_event WHERE capture_id = :id AND evidence <> 'fs' GROUP BY kind")
                .forEach(row ->
                        acts.put(Objects.toString(row[0]), ((Number) Objects.requireNonNull(row[1])).longValue()));
        long inRedirties = capture.number(
                "SELECT count(dirtied_ts) FROM folio_redirtied WHERE capture_id = :id AND dev IS NOT NULL");
        KINDS.forEach((kind, observation) -> {
            long expected = observed.getOrDefault(capture.id() + observation, 0L);
            long found = acts.getOrDefault(kind, 0L) + (kind.equals("dirtied") ? inRedirties : 0);
            assertThat(found).as(kind + " of " + capture.name()).isEqualTo(expected);
            compared += expected;
        });
    }

    private void observe(CheckedCapture capture) {
        observed.clear();
        String sql = SqlCatalogue.standard().sql("replay/observations.sql").sql();
        capture.rows(OBSERVED.formatted(sql))
                .forEach(row -> observed.put(
                        Objects.toString(row[0]) + row[1], ((Number) Objects.requireNonNull(row[2])).longValue()));
    }

    @Override
    public void finish() {
        System.out.println("pages: acts that the replay observes too: " + compared);
        assertThat(compared).isGreaterThanOrEqualTo(70_000);
    }
}
