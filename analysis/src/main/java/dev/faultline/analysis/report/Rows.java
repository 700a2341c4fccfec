// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Typed access to the cells of a query's row. */
final class Rows {
    private Rows() {}

    static long number(@Nullable Object[] row, int column) {
        Long value = numberOrNull(row, column);
        return Objects.requireNonNull(value, () -> "column " + column + " is NULL");
    }

    static @Nullable Long numberOrNull(@Nullable Object[] row, int column) {
        return row[column] instanceof Number value ? (Long) value.longValue() : null;
    }

    static @Nullable String textOrNull(@Nullable Object[] row, int column) {
        Object value = row[column];
        return value == null ? null : value.toString();
    }

    static String text(@Nullable Object[] row, int column, String missing) {
        String value = textOrNull(row, column);
        return value == null ? missing : value;
    }
}
