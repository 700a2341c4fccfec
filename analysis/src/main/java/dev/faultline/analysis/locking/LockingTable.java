// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.locking;

import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.StoreException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A file of {@code locking/}: one line of column names, then one line per row, cells apart by one tab. A cell of {@code -} is empty.
 */
final class LockingTable {
    private final String path;
    private final List<String> header;
    private final List<List<String>> rows;

    private LockingTable(String path, List<String> header, List<List<String>> rows) {
        this.path = path;
        this.header = header;
        this.rows = rows;
    }

    /** A row by the names of its columns. */
    final class Row {
        private final List<String> cells;

        private Row(List<String> cells) {
            this.cells = cells;
        }

        String text(String column) {
            int at = header.indexOf(column);
            if (at < 0) {
                throw new StoreException(path + ": no column " + column);
            }
            String cell = cells.get(at);
            return cell.equals("-") ? "" : cell;
        }

        int number(String column) {
            String cell = text(column);
            return cell.isEmpty() ? 0 : Integer.parseInt(cell);
        }
    }

    static LockingTable read(SqlCatalogue catalogue, String path) {
        String text = catalogue.text(path);
        if (text == null) {
            throw new StoreException("no file " + path);
        }
        List<List<String>> lines = text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> Arrays.asList(line.split("\t", -1)))
                .toList();
        List<String> header = lines.get(0);
        for (List<String> line : lines) {
            if (line.size() != header.size()) {
                throw new StoreException(path + ": a line of another width: " + line);
            }
        }
        return new LockingTable(path, header, lines.subList(1, lines.size()));
    }

    /** All rows as records. */
    <T> List<T> rows(Function<Row, T> record) {
        return rows.stream().map(cells -> record.apply(new Row(cells))).toList();
    }
}
