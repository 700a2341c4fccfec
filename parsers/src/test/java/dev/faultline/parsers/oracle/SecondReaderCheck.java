// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import dev.faultline.samples.read.RawField;
import dev.faultline.samples.read.RawRecord;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds every field of every record against the second reader, with or without an oracle for it. */
final class SecondReaderCheck {
    private final Tally tally;

    SecondReaderCheck(Tally tally) {
        this.tally = tally;
    }

    void run(List<List<RawRecord>> expected, List<List<ProductRow>> decoded) {
        List<List<RawRecord>> filled =
                expected.stream().filter(queue -> !queue.isEmpty()).toList();
        if (filled.size() != decoded.size()) {
            tally.mismatch("cpu buffers with records: " + decoded.size() + ", second reader " + filled.size());
            return;
        }
        for (int i = 0; i < decoded.size(); i++) {
            queue(filled.get(i), decoded.get(i));
        }
    }

    private void queue(List<RawRecord> expected, List<ProductRow> decoded) {
        if (expected.size() != decoded.size()) {
            tally.mismatch("records of cpu " + expected.get(0).cpu() + ": " + decoded.size() + ", second reader "
                    + expected.size());
        }
        for (int i = 0; i < Math.min(expected.size(), decoded.size()); i++) {
            record(expected.get(i), decoded.get(i));
        }
    }

    private void record(RawRecord expected, ProductRow decoded) {
        boolean same = expected.ts() == decoded.ts()
                && expected.cpu() == decoded.cpu()
                && expected.pid() == decoded.pid()
                && expected.buffer().equals(decoded.buffer())
                && expected.event().id() == decoded.event().id()
                && expected.flags() == decoded.flags()
                && expected.preemptCount() == decoded.preemptCount();
        tally.secondReader += 2;
        if (!same) {
            tally.mismatch(ReportCheck.describe(decoded) + ", second reader " + ReportCheck.describe(expected));
            return;
        }
        for (RawField field : expected.event().fields()) {
            tally.secondReader++;
            if (!field(field, expected, decoded)) {
                tally.mismatch(ReportCheck.describe(decoded) + " " + field);
            }
        }
    }

    private static boolean field(RawField field, RawRecord expected, ProductRow decoded) {
        if (!field.array() && (field.size() == 1 || field.size() == 2 || field.size() == 4 || field.size() == 8)) {
            return expected.number(field) == decoded.number(field);
        }
        byte[] bytes = expected.bytes(field);
        if (bytes != null && field.text() && decoded.inPart(field)) {
            bytes = upToNul(bytes);
        }
        return Arrays.equals(bytes, decoded.bytes(field));
    }

    private static byte @Nullable [] upToNul(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return Arrays.copyOf(bytes, i);
            }
        }
        return bytes;
    }
}
