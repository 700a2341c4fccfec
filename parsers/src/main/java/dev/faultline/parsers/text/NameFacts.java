// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

/** What the survey learns about the lines that call their event by one name. */
final class NameFacts {
    private static final int LINE_BITS = 32;

    final String name;
    /** What the lines say of themselves. */
    final SelfDescription described = new SelfDescription();

    /** Whether a format is known: then only lines that look like a probe of the same name describe themselves. */
    private final boolean known;

    long count;
    /** The stretch and the line in it where the name comes first, as one number that grows along the file. */
    long first = Long.MAX_VALUE;

    NameFacts(String name, boolean known) {
        this.name = name;
        this.known = known;
    }

    /** Takes note of one more line's text behind the event's name. */
    void note(byte[] bytes, int from, int to) {
        count++;
        if (!known || Scanner.is(bytes, Scanner.spaces(bytes, from, to), to, '(')) {
            described.note(bytes, from, to);
        }
    }

    /** Takes note of a place where the name is. */
    void at(int stretch, long line) {
        first = Math.min(first, (long) stretch << LINE_BITS | line);
    }

    int firstStretch() {
        return (int) (first >>> LINE_BITS);
    }

    /** Number of the line in its stretch, from 1. */
    long firstLine() {
        return first & (1L << LINE_BITS) - 1;
    }

    void merge(NameFacts other) {
        count += other.count;
        first = Math.min(first, other.first);
        described.merge(other.described);
    }
}
