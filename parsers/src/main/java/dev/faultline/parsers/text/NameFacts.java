// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

/** What the survey learns about the lines that call their event by one name. */
final class NameFacts {
    final String name;
    /** What the lines say of themselves. */
    final SelfDescription described = new SelfDescription();

    /** Whether a format is known: then only lines that look like a probe of the same name describe themselves. */
    private final boolean known;

    long count;

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

    void merge(NameFacts other) {
        count += other.count;
        described.merge(other.described);
    }
}
