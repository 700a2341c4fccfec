// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import dev.faultline.samples.read.RawRecord;
import java.util.List;

/** The second reader's own notes of lost records. */
final class RawLosses implements Losses {
    private final List<RawRecord> lossy;
    private int seen;

    RawLosses(List<RawRecord> records) {
        lossy = records.stream().filter(record -> record.lost() != 0).toList();
    }

    @Override
    public void check(ReportLine line, Tally tally) {
        if (line.dropped() == 0) {
            return;
        }
        if (seen == lossy.size()
                || lossy.get(seen).ts() != line.ts()
                || lossy.get(seen).lost() != line.dropped()) {
            tally.mismatch("loss before " + line);
            return;
        }
        seen++;
        tally.losses++;
    }

    @Override
    public void finish(boolean whole, Tally tally) {
        if (whole && seen != lossy.size()) {
            tally.mismatch("losses that report does not know: " + (lossy.size() - seen));
        }
    }
}
