// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a comparison with oracles counted. A record's fields are the event's own and the two of its header
 * ({@code common_flags}, {@code common_preempt_count}).
 */
final class Tally {
    private static final int KEPT_MESSAGES = 10;

    long records;
    long fields;
    long lines;
    /** Fields that an oracle printed and that were equal. */
    long compared;
    /** Of those, addresses printed as a symbol: equal in name, the offset in the function not shown. */
    long symbolOnly;
    /** Of those, texts printed as bytes: equal up to the NUL; the bytes after it are in no column. */
    long partOnly;
    /** Fields compared with a full {@code report -R} made during the test. */
    long live;
    /** Fields equal to the second reader's. */
    long secondReader;

    /** Entries of kernel stacks that {@code report} prints in full. */
    long stackEntries;

    long losses;
    long mismatches;
    final List<String> messages = new ArrayList<>();
    final List<String> notes = new ArrayList<>();

    /** Fields that no stored oracle shows exactly. */
    long unconfirmed() {
        return fields - compared + symbolOnly + partOnly;
    }

    /** Fields the second reader must have confirmed: all. */
    long secondReaderFields() {
        return fields;
    }

    void mismatch(String message) {
        if (mismatches++ < KEPT_MESSAGES) {
            messages.add(message);
        }
    }

    void add(Tally other) {
        records += other.records;
        fields += other.fields;
        lines += other.lines;
        compared += other.compared;
        symbolOnly += other.symbolOnly;
        partOnly += other.partOnly;
        live += other.live;
        secondReader += other.secondReader;
        stackEntries += other.stackEntries;
        losses += other.losses;
        mismatches += other.mismatches;
        other.messages.stream().limit(2).forEach(messages::add);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "records %d, report lines %d, fields compared %d, unconfirmed %d (%d shown as symbol, %d in part),"
                        + " stack entries %d, second reader %d, live %d, losses %d, mismatches %d",
                records,
                lines,
                compared,
                unconfirmed(),
                symbolOnly,
                partOnly,
                stackEntries,
                secondReader,
                live,
                losses,
                mismatches);
    }
}
