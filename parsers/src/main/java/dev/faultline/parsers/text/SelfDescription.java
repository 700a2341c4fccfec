// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.text.print.Match;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event without a format whose lines say what they hold: probes, {@code (place) name=value ...} and
 * {@code (return <- function) name=value ...}, and synthetic events, {@code name=value ...}. What is learnt of the lines
 * of a whole file makes one schema. Lines of another shape than most (two lines that were written into each other) do not
 * spoil it.
 */
final class SelfDescription {
    /** More different shapes than this are no event of one kind; further ones are not looked at. */
    private static final int MOST_SHAPES = 64;

    /** After this many lines the usual shape is known; lines that are of it need no closer look. */
    private static final int FIRST = 512;

    /** Digits of 2^63 in base ten. */
    private static final int MANY_DIGITS = 19;

    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final Match match = new Match();
    private @Nullable TextEvent expected;
    private int noted;

    /** Takes note of one more line's text behind the event's name. */
    void note(byte[] bytes, int from, int to) {
        if (expected != null
                && !longNumber(bytes, from, to)
                && expected.read(match, bytes, Scanner.spaces(bytes, from, to), to)) {
            return;
        }
        if (++noted == FIRST) {
            expected = event("");
        }
        Shape shape = Shape.of(bytes, from, to);
        if (shape != null && (shapes.size() < MOST_SHAPES || shapes.containsKey(shape.signature()))) {
            shapes.merge(shape.signature(), shape, Shape::merge);
        }
    }

    /** Whether a number may not fit 63 bits: 19 digits in a row. */
    private static boolean longNumber(byte[] bytes, int from, int to) {
        int digits = 0;
        for (int i = from; i < to && digits < MANY_DIGITS; i++) {
            digits = bytes[i] >= '0' && bytes[i] <= '9' ? digits + 1 : 0;
        }
        return digits == MANY_DIGITS;
    }

    /** Takes note of all that another thread saw. */
    void merge(SelfDescription other) {
        other.shapes.forEach((signature, shape) -> shapes.merge(signature, shape, Shape::merge));
    }

    /** The event that most of the lines describe; {@code null} when they do not describe one. */
    @Nullable
    TextEvent event(String name) {
        Shape usual = null;
        for (Shape shape : shapes.values()) {
            usual = usual == null || shape.count() > usual.count() ? shape : usual;
        }
        return usual == null ? null : usual.event(name);
    }
}
