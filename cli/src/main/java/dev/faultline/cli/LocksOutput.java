// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.locking.LockAnalysis;
import dev.faultline.analysis.locking.LockTable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What captures say about locks, for people, and for programs: format {@code faultline.locks}, version 1. */
final class LocksOutput {
    private final CaptureHeading heading;
    private final LockAnalysis analysis;

    LocksOutput(CaptureHeading heading, LockAnalysis analysis) {
        this.heading = heading;
        this.analysis = analysis;
    }

    /** Tables under their titles; one without rows is left out. Times are in units of the capture's clock. */
    String text(List<LockTable> tables) {
        StringBuilder text = new StringBuilder(heading.text());
        text.append(analysis.judged())
                .append(" calls judged, ")
                .append(analysis.violated())
                .append(" of them against the document\n");
        analysis.advice().forEach(line -> text.append(line).append('\n'));
        for (LockTable table : tables) {
            if (!table.rows().isEmpty()) {
                text.append('\n').append(table.title()).append('\n');
                text.append(new TextTable(
                                table.columns(),
                                table.rows().stream().map(LocksOutput::safe).toList())
                        .text());
            }
        }
        return text.toString();
    }

    private static @Nullable Object[] safe(@Nullable Object[] row) {
        return Arrays.stream(row)
                .map(cell -> cell instanceof String text ? SafeText.of(text) : cell)
                .toArray();
    }

    /** All tables, also empty ones. */
    String json(List<LockTable> tables) {
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("format", "faultline.locks");
        page.put("version", 1);
        page.put("captures", heading.json());
        page.put("judged", analysis.judged());
        page.put("violated", analysis.violated());
        page.put("advice", analysis.advice());
        for (LockTable table : tables) {
            page.put(
                    table.name(),
                    table.rows().stream()
                            .map(row -> object(table.columns(), row))
                            .toList());
        }
        return Json.of(page) + "\n";
    }

    private static Map<String, @Nullable Object> object(List<String> columns, @Nullable Object[] row) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < row.length; i++) {
            object.put(columns.get(i), row[i]);
        }
        return object;
    }
}
