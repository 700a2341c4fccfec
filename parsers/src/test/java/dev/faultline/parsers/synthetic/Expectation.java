// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.synthetic;

import java.util.Map;
import java.util.TreeMap;

/** One row as it must come back, or as it came back: its table, and its columns by name. */
record Expectation(String table, Map<String, Object> columns) {
    Expectation(String table) {
        this(table, new TreeMap<>());
    }

    Expectation put(String column, Object value) {
        columns.put(column, value);
        return this;
    }

    long number(String column) {
        return (long) columns.get(column);
    }
}
