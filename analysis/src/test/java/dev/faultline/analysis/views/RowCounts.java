// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.Availability;
import dev.faultline.analysis.store.Evidence;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Row counts of every view on every capture are those of {@code view-rows/VIEW.tsv}: capture, evidence, rows. */
final class RowCounts implements ViewCheck {
    private static final Path FOLDER = Path.of("src/test/resources/view-rows");
    private static final boolean UPDATE = "update".equals(System.getProperty("golden"));

    private final List<String> views = SqlCatalogue.standard().views();
    private final Map<String, Map<String, String>> expected = new HashMap<>();
    private final Map<String, Map<String, String>> found = new TreeMap<>();

    @Override
    public void check(CheckedCapture capture) {
        for (String view : views) {
            Evidence evidence = capture.evidence(view);
            long rows = capture.number("SELECT count(*) FROM " + SqlNames.quote(view) + " WHERE capture_id = :id");
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
                        .isEqualTo(
                                expected.computeIfAbsent(view, RowCounts::read).get(capture.name()));
            }
        }
    }

    private static Map<String, String> read(String view) {
        Path file = FOLDER.resolve(view + ".tsv");
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .map(line -> line.split("\t", 2))
                            .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1]))
                    : Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void finish() {
        long captures = found.values().stream().mapToLong(Map::size).max().orElse(0);
        System.out.println("views: " + views.size() + " on " + captures + " captures");
        assertThat(captures).isGreaterThanOrEqualTo(100);
        if (UPDATE) {
            found.forEach(RowCounts::write);
        }
    }

    private static void write(String view, Map<String, String> lines) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(
                    FOLDER.resolve(view + ".tsv"),
                    lines.entrySet().stream()
                            .map(line -> line.getKey() + "\t" + line.getValue() + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
