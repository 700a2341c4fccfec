// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.Availability;
import dev.faultline.analysis.store.Evidence;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlNames;
import dev.faultline.analysis.store.TraceDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Row counts of every view on every capture are those of {@code view-rows/VIEW.tsv}: capture, evidence, rows. Raw pages and the text
 * that tracefs printed of the same buffer give the same counts.
 */
final class RowCounts implements ViewCheck {
    private static final GoldenFolder FOLDER = new GoldenFolder(Path.of("src/test/resources/view-rows"));
    private static final boolean UPDATE = "update".equals(System.getProperty("golden"));

    /** A text names a thread in each line; what a number means it does not say. */
    private static final Set<String> TOLD_OTHERWISE = Set.of("task", "writeback_reason");

    private final List<String> views = SqlCatalogue.standard().views();
    private final Map<String, Map<String, String>> expected = new HashMap<>();
    private final Map<String, Map<String, String>> found = new TreeMap<>();
    private final Map<String, Map<Integer, Long>> counted = new HashMap<>();
    private @Nullable TraceDatabase database;

    @Override
    public void check(CheckedCapture capture) {
        if (capture.database() != database) {
            database = capture.database();
            count(capture);
        }
        for (String view : views) {
            Evidence evidence = capture.evidence(view);
            long rows = counted.get(view).getOrDefault(capture.id(), 0L);
            if (evidence.status() == Availability.ABSENT) {
                assertThat(rows).as("rows of absent " + view).isZero();
            }
            String status = evidence.status().name().toLowerCase(Locale.ROOT);
            String line = status + (evidence.variant().isEmpty() ? "" : "." + evidence.variant()) + "\t" + rows;
            found.computeIfAbsent(view, k -> new TreeMap<>()).put(capture.name(), line);
        }
        if (!UPDATE) {
            for (String view : views) {
                assertThat(found.get(view).get(capture.name()))
                        .as(view + " of " + capture.name() + " (-Dgolden=update writes it anew)")
                        .isEqualTo(expected.computeIfAbsent(view, FOLDER::read).get(capture.name()));
            }
        }
    }

    /** Rows of all captures of a database. */
    private void count(CheckedCapture capture) {
        for (String view : views) {
            Map<Integer, Long> rows = new HashMap<>();
            capture.rows("SELECT capture_id, count(*) FROM " + SqlNames.quote(view) + " GROUP BY capture_id")
                    .forEach(row -> rows.put(((Number) row[0]).intValue(), ((Number) row[1]).longValue()));
            counted.put(view, rows);
        }
    }

    @Override
    public boolean readsDumps() {
        return true;
    }

    @Override
    public void finish() {
        long captures = found.values().stream().mapToLong(Map::size).max().orElse(0);
        System.out.println("views: " + views.size() + " on " + captures + " captures");
        assertThat(captures).isGreaterThanOrEqualTo(220);
        writeSome();
        long twins = views.stream()
                .filter(view -> !TOLD_OTHERWISE.contains(view))
                .mapToLong(view -> twins(view, found.get(view)))
                .sum();
        System.out.println("views: " + twins + " of raw pages have as many rows as of the text of the same buffer");
        assertThat(twins).isGreaterThanOrEqualTo(100);
    }

    /** Compares raw pages with the text beside them, where both have the view's events. */
    private static long twins(String view, Map<String, String> lines) {
        long compared = 0;
        for (Map.Entry<String, String> raw : lines.entrySet()) {
            String text = lines.getOrDefault(raw.getKey() + "/trace.txt.zst", "");
            if (raw.getKey().endsWith("-rawpages")
                    && raw.getValue().startsWith("recorded")
                    && text.startsWith("recorded")) {
                assertThat(text).as(view + " of " + raw.getKey()).isEqualTo(raw.getValue());
                compared++;
            }
        }
        return compared;
    }

    @Override
    public void writeSome() {
        if (UPDATE) {
            found.forEach(FOLDER::write);
        }
    }
}
