// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.ledger;

/**
 * How far two counts of the same pages may be apart.
 *
 * @param pages difference that means nothing
 * @param why where it comes from
 */
record Tolerance(long pages, String why) {
    private static final long LEAST = 8;
    private static final double SHARE = 0.02;

    /** mm/vmstat.c, calculate_normal_threshold: a cpu adds its difference to the global counter at 125 at the latest. */
    private static final long PER_CPU = 125;

    /** Nothing is off. */
    static Tolerance none() {
        return new Tolerance(0, "every page has its own events");
    }

    /** Page for page evidence: what others wrote around the capture is all that may differ. */
    static Tolerance ofPages(long signal) {
        long pages = Math.max(LEAST, Math.round(signal * SHARE));
        return new Tolerance(
                pages, "the larger of 8 pages and 2 %: pages of others between the readings and the capture");
    }

    /** Counters read while cpus hold back a part of them. */
    static Tolerance ofCounters(long cpus) {
        return new Tolerance(
                PER_CPU * cpus,
                "125 pages for each of " + cpus + " cpus: what a cpu holds back of a counter (mm/vmstat.c)");
    }
}
