// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.check;

import dev.faultline.analysis.rules.Finding;
import dev.faultline.analysis.store.TraceDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where events were lost, and what that says of a finding. */
final class Losses {
    private record Gap(int capture, long from, long to) {}

    private final List<Gap> gaps = new ArrayList<>();

    Losses(TraceDatabase database) {
        database.query("""
                        SELECT
                          capture_id,
                          coalesce(after_ts, -9223372036854775808),
                          coalesce(before_ts, 9223372036854775807)
                        FROM store.main.lost_event
                        """).forEach(row -> gaps.add(new Gap((int) number(row[0]), number(row[1]), number(row[2]))));
    }

    /** Whether something was lost, on any cpu, between the finding's first and its last moment. */
    boolean overlap(Finding finding) {
        Object capture = finding.evidence().get("capture_id");
        long from = finding.ts() == null ? Long.MIN_VALUE : finding.ts();
        long to = finding.ts() == null ? Long.MAX_VALUE : last(finding, from);
        return gaps.stream()
                .anyMatch(gap -> (capture == null || ((Number) capture).intValue() == gap.capture)
                        && gap.from <= to
                        && gap.to >= from);
    }

    /** The latest moment that the evidence names. */
    static long last(Finding finding, long from) {
        return finding.evidence().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("_ts") && entry.getValue() instanceof Long)
                .mapToLong(entry -> number(entry.getValue()))
                .filter(ts -> ts > from)
                .max()
                .orElse(from);
    }

    private static long number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).longValue();
    }
}
