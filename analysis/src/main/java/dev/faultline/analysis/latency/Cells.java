// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Cells of a query's row. */
final class Cells {
    private Cells() {}

    static long number(@Nullable Object[] row, int column) {
        return ((Number) Objects.requireNonNull(row[column])).longValue();
    }

    static @Nullable Long numberOrNull(@Nullable Object[] row, int column) {
        return row[column] instanceof Number number ? number.longValue() : null;
    }

    static String text(@Nullable Object[] row, int column) {
        return Objects.requireNonNull(row[column]).toString();
    }

    static @Nullable String textOrNull(@Nullable Object[] row, int column) {
        return row[column] == null ? null : row[column].toString();
    }
}
