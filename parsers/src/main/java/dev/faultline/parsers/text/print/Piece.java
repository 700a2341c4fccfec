// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text.print;

import org.jspecify.annotations.Nullable;

/**
 * One part of a print layout. Pieces are a chain: each reads its part of the text and asks the next one for the rest, so
 * that a piece whose end is not certain can try another.
 */
abstract class Piece {
    private @Nullable Piece next;

    /** Reads from {@code at}; false when the text cannot be of this layout. */
    abstract boolean match(Match match, int at);

    /** Puts what follows behind this piece. */
    void link(Piece following) {
        next = following;
    }

    /** Whether the rest of the text from {@code at} is what follows. */
    final boolean rest(Match match, int at) {
        Piece following = next;
        return following == null ? at == match.end : following.match(match, at);
    }

    /** The bytes that must come next after this piece; {@code null} when nothing fixed does. */
    final byte @Nullable [] anchor() {
        return next instanceof Pieces.Literal literal ? literal.bytes() : null;
    }

    /** Whether this is the last piece. */
    final boolean last() {
        return next == null;
    }
}
