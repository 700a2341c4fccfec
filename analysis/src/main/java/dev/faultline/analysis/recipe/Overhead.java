// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.recipe;

/** What recording costs, as a class; measure on the machine itself (an event costs 0.1 to 0.3 us on current x86). */
public enum Overhead {
    LOW("low: rare events only, fit for production"),
    MEDIUM("medium: each fault costs some probes; fit for production on chosen machines"),
    HIGH("high: times are longer than without recording; short runs"),
    VERY_HIGH(
            "very high (2 to 10 times slower): times are not those of production, never mix them with latency results");

    private final String meaning;

    Overhead(String meaning) {
        this.meaning = meaning;
    }

    /** In words. */
    public String meaning() {
        return meaning;
    }
}
