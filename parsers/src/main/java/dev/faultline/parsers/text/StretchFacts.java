// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.capture.Origins;
import java.util.Set;
import java.util.TreeSet;

/** What the survey learns about one stretch. */
final class StretchFacts {
    long lines;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    final Set<Integer> cpus = new TreeSet<>();
    private int lastCpu = Origins.NONE;

    void note(Line line) {
        if (line.ts != Origins.NO_TS) {
            first = Math.min(first, line.ts);
            last = Math.max(last, line.ts);
        }
        if (line.cpu != lastCpu) {
            lastCpu = line.cpu;
            cpus.add(line.cpu);
        }
    }
}
