// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

/** What a comparison says of one quantile. */
public enum Verdict {
    REGRESSION("regression"),
    IMPROVEMENT("improvement"),
    EQUIVALENT("equivalent"),
    INCONCLUSIVE("inconclusive"),
    /** Too few runs to infer anything: the numbers describe these captures and no others. */
    DESCRIPTIVE("descriptive, no inference");

    private static final double MARGIN = 0.05;
    /** The least difference that matters [ns]. */
    private static final double LEAST = 20_000;

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** As printed. */
    public String word() {
        return word;
    }

    /**
     * The rule: a regression iff the interval of new/base lies above 1.05 and the difference exceeds 20 us and twice the cost of
     * measuring; an improvement symmetrically; equivalent iff the interval lies in [0.95, 1.05]; otherwise inconclusive.
     *
     * @param ratio confidence interval of new/base
     * @param difference new - base [ns]
     * @param overhead cost of timer and tracer for one call [ns]
     */
    static Verdict of(Interval ratio, double difference, double overhead) {
        boolean matters = Math.abs(difference) > Math.max(LEAST, 2 * overhead);
        if (ratio.low() > 1 + MARGIN && matters) {
            return REGRESSION;
        }
        if (ratio.high() < 1 / (1 + MARGIN) && matters) {
            return IMPROVEMENT;
        }
        return ratio.inside(1 - MARGIN, 1 + MARGIN) ? EQUIVALENT : INCONCLUSIVE;
    }
}
