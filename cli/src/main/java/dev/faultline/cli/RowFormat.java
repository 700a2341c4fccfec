// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.util.Locale;

/** The shapes in which {@code query} gives its rows. */
enum RowFormat {
    /** Aligned columns for people. */
    TABLE,
    /** RFC 4180 with a header line; NULL is an empty field. */
    CSV,
    /** One array of objects. */
    JSON,
    /** One object per line. */
    NDJSON,
    /** A Parquet file, zstd compressed; needs {@code -o}. */
    PARQUET;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A writer of this shape for text output. */
    RowWriter writer(Console console) {
        return switch (this) {
            case TABLE -> new TableRows(console);
            case CSV -> new CsvRows(console.out());
            case JSON -> new JsonRows(console.out(), true);
            case NDJSON -> new JsonRows(console.out(), false);
            case PARQUET -> throw new UsageException("parquet is a binary format: name a file with -o FILE");
        };
    }
}
