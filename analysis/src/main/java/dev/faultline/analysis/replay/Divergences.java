// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words for divergences. */
final class Divergences {
    private Divergences() {}

    static Divergence of(
            Observation observation,
            String subject,
            Step.Impossible<?> impossible,
            String before,
            List<String> chain,
            @Nullable String excuse) {
        return new Divergence(
                Clauses.list(impossible.broken()),
                observation.ts(),
                observation.cpu(),
                observation.tid(),
                subject,
                impossible.expected(),
                impossible.observed(),
                before,
                List.copyOf(chain),
                excuse,
                1);
    }

    /** A page as the kernel's own events print it: major:minor of the device, inode, index. */
    static String page(long dev, long ino, long index) {
        return file(dev, ino) + " index " + Long.toUnsignedString(index);
    }

    /** A file, as {@link #page} without the page. */
    static String file(long dev, long ino) {
        return (dev >>> 20) + ":" + (dev & 0xfffff) + " ino " + Long.toUnsignedString(ino);
    }

    static String name(Enum<?> fact) {
        return fact.name().toLowerCase(Locale.ROOT);
    }
}
