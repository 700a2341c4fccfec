// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

/** Lost events in words. */
public final class LostEventsText {
    private LostEventsText() {}

    /**
     * How many events were lost in how many gaps; a number the capture does not state is never made up.
     *
     * @param gaps number of gaps
     * @param counted gaps with a number of lost events
     * @param events sum of these numbers
     */
    public static String of(long gaps, long counted, long events) {
        if (gaps == 0) {
            return "none";
        }
        String where = gaps == 1 ? "1 gap" : Unit.COUNT.text(gaps) + " gaps";
        if (counted == 0) {
            return where + ", number of lost events not stated";
        }
        String what = Unit.COUNT.text(events) + (events == 1 ? " event" : " events") + " lost in " + where;
        return counted == gaps
                ? what
                : "at least " + what + ", " + Unit.COUNT.text(gaps - counted) + " of them without a number";
    }
}
