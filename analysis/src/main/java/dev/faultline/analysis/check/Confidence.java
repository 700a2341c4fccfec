// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.check;

import java.util.Locale;

/** How sure a finding is, the surest first. */
public enum Confidence {
    /** Every event it rests on is the fact itself, and nothing was lost while it happened. */
    PROVED(1.0),
    /** It rests on tracepoints from which the fact follows unless the rule's page says otherwise; nothing was lost. */
    LIKELY(0.5),
    /** Events were lost while it happened: what would explain it may be among them. */
    SUSPICION(0.1);

    private final double weight;

    Confidence(double weight) {
        this.weight = weight;
    }

    /** The word used in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it counts for when findings are ranked: 1 for proved. */
    double weight() {
        return weight;
    }

    /** The less sure of two. */
    Confidence atMost(Confidence other) {
        return compareTo(other) < 0 ? other : this;
    }
}
