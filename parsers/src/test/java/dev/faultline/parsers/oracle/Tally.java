// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

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
    /** Fields that no stored oracle shows exactly. */
    long unconfirmed;
    /** Fields compared with the output of the installed trace-cmd on all records. */
    long live;
    /** Fields that neither a stored oracle nor the installed trace-cmd shows exactly. */
    long unconfirmedByAny;
    /** Fields equal to the second reader's. */
    long secondReader;

    /** Entries of kernel stacks that {@code report} prints in full. */
    long stackEntries;

    long losses;
    long mismatches;
    final List<String> messages = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    /** Number of values that no oracle shows exactly, by {@code system.event.field}. */
    final Map<String, Long> unconfirmedFields = new TreeMap<>();

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
        unconfirmed += other.unconfirmed;
        unconfirmedByAny += other.unconfirmedByAny;
        secondReader += other.secondReader;
        stackEntries += other.stackEntries;
        losses += other.losses;
        mismatches += other.mismatches;
        other.unconfirmedFields.forEach((field, count) -> unconfirmedFields.merge(field, count, Long::sum));
        other.messages.stream().limit(2).forEach(messages::add);
    }

    @Override
    public String toString() {
        String stored = String.format(
                Locale.ROOT,
                "records %d, report lines %d, fields %d, compared %d (%d as symbol, %d in part), unconfirmed %d",
                records,
                lines,
                fields,
                compared,
                symbolOnly,
                partOnly,
                unconfirmed);
        String more = String.format(
                Locale.ROOT,
                "live compared %d, unconfirmed by any %d; stack entries %d, second reader %d, losses %d, mismatches %d",
                live,
                unconfirmedByAny,
                stackEntries,
                secondReader,
                losses,
                mismatches);
        return stored + "; " + more;
    }
}
