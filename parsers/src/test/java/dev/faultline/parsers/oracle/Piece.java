// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a print fmt: plain text, or a conversion with its argument.
 *
 * @param format the plain text, or the conversion from {@code %} on
 * @param longs {@code l} counted up, {@code h} down; 2 for {@code ll} and {@code L}
 * @param argument C text of the argument, {@code null} for plain text
 * @param width C text of a {@code *} argument
 */
record Piece(
        String format,
        int longs,
        @Nullable String argument,
        @Nullable String width) {
    static Piece text(String text) {
        return new Piece(text, 0, null, null);
    }

    char conversion() {
        int p = format.indexOf('p');
        return p > 0 ? 'p' : format.charAt(format.length() - 1);
    }

    /** The field that the argument is, when it is one: {@code REC->name} inside casts and parentheses only. */
    @Nullable
    String field() {
        if (argument == null) {
            return null;
        }
        String bare = stripCasts(argument, new ArrayList<>());
        return bare.matches("REC->\\w+") ? bare.substring(5) : null;
    }

    /** Types of the casts around the argument, innermost first. */
    List<String> casts() {
        List<String> casts = new ArrayList<>();
        if (argument != null) {
            stripCasts(argument, casts);
        }
        Collections.reverse(casts);
        return casts;
    }

    private static String stripCasts(String text, List<String> casts) {
        String rest = text.strip();
        while (rest.startsWith("(")) {
            int close = matching(rest);
            String inside = rest.substring(1, close).strip();
            if (close == rest.length() - 1) {
                rest = inside;
            } else if (inside.matches("[\\w\\s*]+")) {
                casts.add(inside.replaceAll("\\s+", " "));
                rest = rest.substring(close + 1).strip();
            } else {
                return rest;
            }
        }
        return rest;
    }

    private static int matching(String text) {
        int depth = 0;
        for (int at = 0; at < text.length(); at++) {
            depth += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return text.length() - 1;
    }
}
