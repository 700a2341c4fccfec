// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import dev.faultline.analysis.store.CaptureRow;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The data of charts as CSV (RFC 4180), one file per capture: the rows that the chart was made from, before anything was thinned,
 * counted into cells or rounded. Empty fields are NULL.
 */
final class ChartCsv implements Closeable {
    private final Map<Integer, Path> files = new LinkedHashMap<>();
    private final Map<Integer, BufferedWriter> writers = new LinkedHashMap<>();

    /** Files of these names, in the order of the captures. */
    ChartCsv(Path folder, List<CaptureRow> captures, List<String> names) {
        for (int i = 0; i < captures.size(); i++) {
            files.put(captures.get(i).id(), folder.resolve(names.get(i) + ".csv"));
        }
    }

    /** Adds a row; a capture without rows gets no file. */
    void row(int capture, List<String> columns, @Nullable Object[] row) {
        try {
            BufferedWriter writer = writers.get(capture);
            if (writer == null) {
                writer = Files.newBufferedWriter(Objects.requireNonNull(files.get(capture)));
                writers.put(capture, writer);
                line(writer, columns);
            }
            List<@Nullable Object> values = new ArrayList<>();
            Collections.addAll(values, row);
            line(writer, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line(BufferedWriter writer, List<?> values) throws IOException {
        writer.append(values.stream().map(ChartCsv::field).collect(Collectors.joining(",")))
                .append('\n');
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = Visible.text(value.toString());
        boolean quoted = text.isEmpty() || text.indexOf(',') >= 0 || text.indexOf('"') >= 0;
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** The files that were written, in the order of the captures. */
    Collection<Path> files() {
        return writers.keySet().stream()
                .map(id -> Objects.requireNonNull(files.get(id)))
                .toList();
    }

    @Override
    public void close() throws IOException {
        for (BufferedWriter writer : writers.values()) {
            writer.close();
        }
    }
}
