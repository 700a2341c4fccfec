// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as JSON text. Characters a terminal could act on are escaped, as JSON allows, so printing JSON is harmless. */
final class Json {
    private Json() {}

    /** {@code value} as JSON: maps, iterables, arrays of bytes (as hex), numbers, booleans, and all else as a string. */
    static String of(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, @Nullable Object value) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof Map<?, ?> map) {
            object(out, map);
        } else if (value instanceof Iterable<?> list) {
            array(out, list);
        } else if (value instanceof byte[] bytes) {
            string(out, HexFormat.of().formatHex(bytes));
        } else if (value instanceof Double || value instanceof Float) {
            number(out, ((Number) value).doubleValue());
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            string(out, value.toString());
        }
    }

    private static void object(StringBuilder out, Map<?, ?> map) {
        char before = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(before);
            string(out, String.valueOf(entry.getKey()));
            out.append(':');
            append(out, entry.getValue());
            before = ',';
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    private static void array(StringBuilder out, Iterable<?> list) {
        char before = '[';
        for (Object item : list) {
            out.append(before);
            append(out, item);
            before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
    }

    /** JSON knows no infinity and no NaN. */
    private static void number(StringBuilder out, double value) {
        if (Double.isFinite(value)) {
            out.append(value);
        } else {
            out.append("null");
        }
    }

    private static void string(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (!Character.isSurrogate(c) && SafeText.hostile(c)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
