// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What /proc/vmstat moved by around a capture; negative numbers where it was not read. */
public record VmstatDelta(long dirtied, long written) {
    public static VmstatDelta read(Path truth) throws IOException {
        Path before = truth.resolve("vmstat.before");
        Path after = truth.resolve("vmstat.after");
        if (!Files.exists(before) || !Files.exists(after)) {
            return new VmstatDelta(-1, -1);
        }
        return new VmstatDelta(
                value(after, "nr_dirtied") - value(before, "nr_dirtied"),
                value(after, "nr_written") - value(before, "nr_written"));
    }

    private static long value(Path file, String counter) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(counter + " "))
                .mapToLong(line -> Long.parseLong(line.substring(counter.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** Pages of difference that per-cpu counters and other tasks' few pages may make. */
    static long tolerance(long observed) {
        return Math.max(8, Math.round(observed * 0.02));
    }

    boolean agrees(long predicted, long observed) {
        return Math.abs(predicted - observed) <= tolerance(observed);
    }

    String compared(Counters predicted) {
        return compared("dirtied", predicted.dirtied(), dirtied)
                + ' '
                + compared("written", predicted.written(), written)
                + (predicted.inFlight() > 0 ? " in flight " + predicted.inFlight() : "")
                + (predicted.lowerBound() ? " (lower bound)" : "");
    }

    private String compared(String what, long predicted, long observed) {
        return String.format(
                Locale.ROOT,
                "%s %d/%d\u00b1%d%s",
                what,
                predicted,
                observed,
                tolerance(observed),
                agrees(predicted, observed) ? "" : " differs");
    }
}
