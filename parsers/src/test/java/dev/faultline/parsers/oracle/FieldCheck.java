// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import dev.faultline.samples.read.Decoded;
import dev.faultline.samples.read.RawField;
import java.io.IOException;
import java.util.List;

/** Holds decoded fields against {@code trace-cmd report -R}, text for text. */
final class FieldCheck {
    private final Tally tally;
    private final FieldPrinter printer;
    private final Confirmed confirmed;

    FieldCheck(Tally tally, Confirmed confirmed, FieldPrinter printer) {
        this.tally = tally;
        this.confirmed = confirmed;
        this.printer = printer;
    }

    /**
     * Checks the first lines, or all.
     *
     * @return lines read
     */
    int run(ReportReader report, List<? extends Decoded> records) throws IOException {
        int at = 0;
        for (ReportLine line = report.next(); line != null; line = report.next()) {
            if (at == records.size()) {
                tally.mismatch("report -R has more lines than records: " + line);
                break;
            }
            Decoded record = records.get(at++);
            if (record.ts() != line.ts() || !record.event().name().equals(line.event())) {
                tally.mismatch("-R line " + at + ": " + line + " decoded as " + ReportCheck.describe(record));
                break;
            }
            check(line, record, at);
        }
        return at;
    }

    private void check(ReportLine line, Decoded record, int number) {
        if (line.flags().startsWith("-0x")) {
            flags(line, record, number);
        }
        String text = line.info();
        int at = 0;
        printer.start();
        List<RawField> fields = record.event().fields();
        for (int i = 0; i < fields.size(); i++) {
            RawField field = fields.get(i);
            String expected = (at == 0 ? "" : " ") + field.name() + "=" + printer.print(record.event(), field, record);
            int end = end(text, at, expected);
            boolean part = end < 0 && record.inPart(field);
            if (part) {
                end = endOfDump(text, at, expected);
                tally.partOnly++;
            }
            if (end < 0) {
                tally.mismatch("-R line " + number + " " + record.event().name() + ": decoded " + expected
                        + ", printed " + text.substring(Math.min(at, text.length())));
                return;
            }
            at = end;
            tally.compared++;
            if (printer.printedSymbolOnly()) {
                tally.symbolOnly++;
            } else if (!part) {
                confirmed.field(number - 1, i);
            }
        }
        if (at != text.length()) {
            tally.mismatch("-R line " + number + ": left over " + text.substring(at));
        }
    }

    private void flags(ReportLine line, Decoded record, int number) {
        tally.compared++;
        confirmed.flags(number - 1);
        if (Integer.parseInt(line.flags().substring(3), 16) != record.flags()) {
            tally.mismatch("-R line " + number + ": common_flags " + line.flags() + " decoded as " + record.flags());
        }
    }

    /**
     * Where an array ends of which trace-cmd printed more bytes than mean something: a text that is not printable, behind
     * its NUL; a kernel stack of fewer than the declared entries. The bytes before must be equal.
     */
    private static int endOfDump(String text, int at, String expected) {
        String prefix = expected.substring(0, expected.length() - 1);
        return text.startsWith(prefix, at) ? text.indexOf(']', at) + 1 : -1;
    }

    /** Where the printed field ends, or -1 when it is another. */
    private static int end(String text, int at, String expected) {
        if (text.startsWith(expected, at)) {
            return at + expected.length();
        }
        // trace-cmd takes one line end off the end of a line.
        boolean cut =
                expected.endsWith("\n") && text.substring(at).equals(expected.substring(0, expected.length() - 1));
        return cut ? text.length() : -1;
    }
}
