// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The last few observations of each subject, so that a divergence can show how its state came about. */
final class EventChains {
    private static final int LENGTH = 4;

    private final long[] times;
    private final long[] whats;
    private final byte[] counts;
    private final byte[] places;

    EventChains(int subjects) {
        times = new long[subjects * LENGTH];
        whats = new long[subjects * LENGTH];
        counts = new byte[subjects];
        places = new byte[subjects];
    }

    void add(int subject, Observation observation) {
        int at = subject * LENGTH + places[subject];
        times[at] = observation.ts();
        whats[at] = what(observation);
        places[subject] = (byte) ((places[subject] + 1) % LENGTH);
        counts[subject] = (byte) Math.min(LENGTH, counts[subject] + 1);
    }

    void copy(int subject, EventChains from, int old) {
        System.arraycopy(from.times, old * LENGTH, times, subject * LENGTH, LENGTH);
        System.arraycopy(from.whats, old * LENGTH, whats, subject * LENGTH, LENGTH);
        counts[subject] = from.counts[old];
        places[subject] = from.places[old];
    }

    /** One line per observation, oldest first. */
    List<String> list(int subject) {
        List<String> lines = new ArrayList<>();
        int count = counts[subject];
        for (int i = 0; i < count; i++) {
            int at = subject * LENGTH + Math.floorMod(places[subject] - count + i, LENGTH);
            lines.add(line(times[at], whats[at]));
        }
        return lines;
    }

    /** An observation in one number: kind, cpu, thread. */
    static long what(Observation observation) {
        return observation.kind().code() | ((long) observation.cpu() << 8) | ((long) observation.tid() << 32);
    }

    static String line(Observation observation) {
        return line(observation.ts(), what(observation));
    }

    static String line(long ts, long what) {
        String kind = ObservationKind.ofCode((int) (what & 0xff)).name().toLowerCase(Locale.ROOT);
        return ts + " cpu " + ((int) what >> 8) + " tid " + (int) (what >> 32) + ' ' + kind;
    }
}
