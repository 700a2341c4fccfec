// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a rule is about. The letter is that of its family in the catalogue of anomalies. */
public enum Family {
    /** Pages counted, written, dropped: the numbers add up. */
    ACCOUNTING('A'),
    /** Stores into mapped files: {@code page_mkwrite}, truncation, freezing. */
    MKWRITE('B'),
    /** Writeback gets on, and its errors reach somebody. */
    WRITEBACK('C'),
    /** Writers held back by {@code balance_dirty_pages}. */
    THROTTLING('D'),
    /** Time lost in write faults. */
    LATENCY('E'),
    /** Direct access to persistent memory, and policies for it. */
    DAX('F'),
    /** What the capture itself can prove. */
    CAPTURE('G'),
    /** The kernel's locking documents. */
    LOCKING('L');

    private final char letter;

    Family(char letter) {
        this.letter = letter;
    }

    /** The first letter of its anomalies' numbers. */
    public char letter() {
        return letter;
    }

    /** The word used in files, reports and options. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The family that a word or letter means.
     *
     * @throws IllegalArgumentException naming the words there are
     */
    public static Family of(String word) {
        return Arrays.stream(values())
                .filter(family -> family.word().equals(word)
                        || String.valueOf(family.letter).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("family '" + word + "' is none of "
                        + Arrays.stream(values()).map(Family::word).collect(Collectors.joining(", "))));
    }
}
