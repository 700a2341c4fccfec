// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text.print;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way in which an event's text is written, compiled for reading: the inverse of a {@code print fmt} (formats section
 * B.3). What a field's value was is only told where the text tells it; the rest stays unknown.
 */
public final class PrintLayout {
    private final Piece first;

    PrintLayout(List<Piece> pieces) {
        this.first = chain(pieces);
    }

    /**
     * The layout of a {@code print fmt}: a string literal and its arguments.
     *
     * @return {@code null} when it is no such thing
     */
    public static @Nullable PrintLayout of(String printFmt, Slots slots) {
        try {
            return new PrintLayout(new LayoutCompiler(slots).compile(printFmt));
        } catch (BadFormatException e) {
            return null;
        }
    }

    /** Whether the text {@code bytes[from, to)} is of this layout; {@code match} then holds what it tells. */
    public boolean matches(Match match, byte[] bytes, int from, int to) {
        match.begin(bytes, to);
        return first.match(match, from);
    }

    private static Piece chain(List<Piece> pieces) {
        for (int i = 0; i + 1 < pieces.size(); i++) {
            pieces.get(i).link(pieces.get(i + 1));
        }
        return pieces.isEmpty() ? new Pieces.Literal("") : pieces.get(0);
    }

    /** Pieces that print nothing but fixed text. */
    static List<Piece> literal(String text) {
        List<Piece> pieces = new ArrayList<>();
        if (!text.isEmpty()) {
            pieces.add(new Pieces.Literal(text));
        }
        return pieces;
    }
}
