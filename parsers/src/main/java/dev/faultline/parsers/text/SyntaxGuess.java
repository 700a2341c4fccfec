// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out how the lines of a text begin: the syntax that most of the first lines have. */
final class SyntaxGuess {
    private static final int LINES = 400;
    private static final List<LineSyntax> ALL = List.of(
            new ContextSyntax(),
            new ScriptSyntax(),
            new VerboseSyntax(),
            new LatencySyntax(),
            new NumbersSyntax(true),
            new NumbersSyntax(false),
            new GraphSyntax(),
            new BareSyntax());

    private SyntaxGuess() {}

    /** The syntax of the lines in {@code bytes[0, size)}; {@code null} when none of them is an event line. */
    static @Nullable LineSyntax of(byte[] bytes, int size) {
        LineSyntax best = null;
        int most = 0;
        for (LineSyntax syntax : ALL) {
            int count = count(syntax, bytes, size);
            if (count > most) {
                most = count;
                best = syntax;
            }
        }
        return best;
    }

    private static int count(LineSyntax syntax, byte[] bytes, int size) {
        Line line = new Line();
        int count = 0;
        int lines = 0;
        int at = 0;
        for (int i = 0; i < size && lines < LINES; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            int end = i > at && bytes[i - 1] == '\r' ? i - 1 : i;
            if (end > at && bytes[at] != '#') {
                lines++;
                line.reset(bytes, at, end, i + 1);
                count += syntax.read(line) ? 1 : 0;
            }
            at = i + 1;
        }
        return count;
    }
}
