// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

/** How a fact is to be taken. Shown as a word and a sign, so that colour is never the only difference. */
enum State {
    /** Checked and as it should be. */
    GOOD("✓"),
    /** A rule is broken, the model contradicted, or data lost. */
    BAD("✗"),
    /** Could not be judged. */
    UNKNOWN("?"),
    /** A plain fact. */
    PLAIN("");

    private final String sign;

    State(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }
}
