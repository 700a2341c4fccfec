// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

/** How a fact is to be taken. Shown as a word and a sign, so that colour is never the only difference. */
enum State {
    /** Checked and as it should be. */
    GOOD("✓", 0),
    /** A rule is broken, the model contradicted, or data lost. */
    BAD("✗", 2),
    /** Could not be judged. */
    UNKNOWN("?", 1),
    /** A plain fact. */
    PLAIN("", 0);

    private final String sign;
    private final long weight;

    State(String sign, long weight) {
        this.sign = sign;
        this.weight = weight;
    }

    /** Sorts what needs attention last. */
    long weight() {
        return weight;
    }

    String sign() {
        return sign;
    }
}
