// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tables of {@code locking/} as relations in a statement: <code>{{locking_rules}}</code> is {@code locking/rules.tsv}, or all files
 * of {@code locking/rules/}. Cells are text, {@code -} is NULL.
 */
final class ValuesBlock {
    private static final String PREFIX = "locking_";

    private ValuesBlock() {}

    /** The text of such a block, empty when the name is not one of these. */
    static String of(SqlCatalogue catalogue, String name) {
        if (!name.startsWith(PREFIX)) {
            return "";
        }
        String path = "locking/" + name.substring(PREFIX.length());
        List<String> texts = catalogue.paths("locking").stream()
                .filter(file -> file.equals(path + ".tsv") || file.startsWith(path + "/"))
                .map(file -> String.valueOf(catalogue.text(file)))
                .toList();
        if (texts.isEmpty()) {
            throw new StoreException("no table " + path + " in the catalogue");
        }
        String columns = texts.get(0).lines().findFirst().orElseThrow().replace("\t", ", ");
        String rows = texts.stream()
                .flatMap(text -> text.lines().skip(1))
                .map(ValuesBlock::row)
                .collect(Collectors.joining(",\n    "));
        return "(SELECT * FROM (VALUES\n    " + rows + ") AS t (" + columns + "))";
    }

    private static String row(String line) {
        return Arrays.stream(line.split("\t", -1))
                .map(cell -> cell.equals("-") ? "NULL" : SqlNames.literal(cell))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
