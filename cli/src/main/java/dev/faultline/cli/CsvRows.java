// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RFC 4180, lines ending in a newline. Control characters in text are escaped as in every other output. */
final class CsvRows implements RowWriter {
    private final PrintStream out;

    CsvRows(PrintStream out) {
        this.out = out;
    }

    @Override
    public void columns(List<String> names) {
        row(names.toArray());
    }

    @Override
    public void row(@Nullable Object[] values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            line.append(i == 0 ? "" : ",").append(field(values[i]));
        }
        out.append(line).append('\n');
    }

    @Override
    public void end() {}

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = SafeText.lines(Values.text(value));
        boolean quoted = text.isEmpty() || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
