// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How bad it is when a rule is violated, the worst first. */
public enum Severity {
    /** Data can be lost or corrupted. */
    CRITICAL,
    /** A guarantee of the kernel does not hold, or the machine can hang. */
    HIGH,
    /** Wrong numbers, or slow where it should not be. */
    MEDIUM,
    /** Unusual. */
    LOW,
    /** Nothing is wrong with the machine; it limits what the capture can prove. */
    INFO;

    /** The word used in files, reports and options. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The severity a word means.
     *
     * @throws IllegalArgumentException naming the words there are
     */
    public static Severity of(String word) {
        return Arrays.stream(values())
                .filter(severity -> severity.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("severity '" + word + "' is none of "
                        + Arrays.stream(values()).map(Severity::word).collect(Collectors.joining(", "))));
    }

    /** Whether this is at least as bad as {@code other}. */
    public boolean atLeast(Severity other) {
        return compareTo(other) <= 0;
    }
}
