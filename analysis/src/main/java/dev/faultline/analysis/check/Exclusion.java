// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.check;

import dev.faultline.analysis.rules.Finding;
import dev.faultline.analysis.store.StoreException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something known to be harmless on every machine: a line of {@code rules/exclusions.tsv}.
 *
 * @param rule glob of rule ids
 * @param column column of the finding's evidence that tells
 * @param value glob of its value; {@code major:N} is any device (kernel dev_t) of that major number
 * @param reason why it is harmless
 */
record Exclusion(String rule, String column, String value, String reason) {
    private static final int CELLS = 4;
    private static final String MAJOR = "major:";
    private static final int MINOR_BITS = 20;

    /** The lines of a table with a heading. */
    static List<Exclusion> read(String table) {
        return table.lines()
                .filter(line -> !line.startsWith("#"))
                .skip(1)
                .map(Exclusion::parse)
                .toList();
    }

    private static Exclusion parse(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != CELLS) {
            throw new StoreException("rules/exclusions.tsv: not " + CELLS + " cells: " + line);
        }
        return new Exclusion(cells[0], cells[1], cells[2], cells[3]);
    }

    boolean covers(Finding finding) {
        return Glob.matches(rule, finding.rule()) && covers(finding.evidence().get(column));
    }

    private boolean covers(@Nullable Object found) {
        if (found instanceof Number number && value.startsWith(MAJOR)) {
            return number.longValue() >>> MINOR_BITS == Long.parseLong(value.substring(MAJOR.length()));
        }
        return found != null && Glob.matches(value, Objects.toString(found));
    }
}
