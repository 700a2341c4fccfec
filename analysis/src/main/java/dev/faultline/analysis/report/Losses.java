// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.Unit;
import dev.faultline.analysis.report.CaptureFacts.Loss;
import java.util.List;
import java.util.Objects;

/** Lost events in words. */
final class Losses {
    private Losses() {}

    /** How many events were lost in how many gaps; a number the capture does not state is never made up. */
    static String text(List<Loss> losses) {
        if (losses.isEmpty()) {
            return "none";
        }
        String gaps = losses.size() == 1 ? "1 gap" : Unit.COUNT.text(losses.size()) + " gaps";
        long counted = losses.stream()
                .map(Loss::count)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
        long silent = losses.stream().filter(l -> l.count() == null).count();
        if (silent == losses.size()) {
            return gaps + ", number of lost events not stated";
        }
        String events = Unit.COUNT.text(counted) + (counted == 1 ? " event" : " events");
        return silent == 0
                ? events + " lost in " + gaps
                : "at least " + events + " lost in " + gaps + ", " + silent + " of them without a number";
    }
}
