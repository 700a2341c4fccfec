// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawRecord;
import java.util.Locale;

/** Places of a capture in words. */
final class Words {
    private static final long NS_PER_S = 1_000_000_000;

    private Words() {}

    static String of(RawRecord record) {
        String buffer = record.buffer().isEmpty() ? "" : " of buffer " + record.buffer();
        return record.event().name() + " at " + time(record.ts()) + ", cpu " + record.cpu() + buffer + ", tid "
                + record.pid();
    }

    static String page(RawRecord record) {
        return "page " + Page.of(record).index() + " of inode "
                + Page.of(record).ino();
    }

    static String time(long ts) {
        return String.format(Locale.ROOT, "%d.%09d", ts / NS_PER_S, ts % NS_PER_S);
    }
}
