// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text.print;

import org.jspecify.annotations.Nullable;

/** The tokens of a {@code print fmt}, one after the other. */
final class Tokens {
    private final String text;
    private int at;

    Tokens(String text) {
        this.text = text;
        skipSpace();
    }

    boolean atEnd() {
        return at >= text.length();
    }

    int mark() {
        return at;
    }

    void reset(int mark) {
        at = mark;
    }

    boolean peek(String symbol) {
        return text.startsWith(symbol, at);
    }

    /** Takes a symbol; one that is the beginning of a longer operator ({@code <} of {@code <<}) is not there. */
    boolean take(String symbol) {
        if (!peek(symbol) || beginsLonger(symbol)) {
            return false;
        }
        at += symbol.length();
        skipSpace();
        return true;
    }

    private boolean beginsLonger(String symbol) {
        char next = at + symbol.length() < text.length() ? text.charAt(at + symbol.length()) : 0;
        return switch (symbol) {
            case "<" -> next == '<' || next == '=';
            case ">" -> next == '>' || next == '=';
            case "&" -> next == '&';
            case "|" -> next == '|';
            case "!" -> next == '=';
            case "-" -> next == '>';
            default -> false;
        };
    }

    @Nullable
    String takeOneOf(String[] symbols) {
        for (String symbol : symbols) {
            if (take(symbol)) {
                return symbol;
            }
        }
        return null;
    }

    void expect(String symbol) {
        if (!take(symbol)) {
            throw unexpected();
        }
    }

    boolean atString() {
        return peek("\"");
    }

    /** A string literal; adjacent ones are one. */
    String string() {
        StringBuilder read = new StringBuilder();
        while (peek("\"")) {
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                read.append(text.charAt(at) == '\\' ? escaped() : text.charAt(at));
                at++;
            }
            at++;
            skipSpace();
        }
        return read.toString();
    }

    private char escaped() {
        at++;
        char c = at < text.length() ? text.charAt(at) : '\\';
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
    }

    /** A character between single quotes. */
    long character() {
        at++;
        char c = at < text.length() && text.charAt(at) == '\\' ? escaped() : at < text.length() ? text.charAt(at) : 0;
        at += 2;
        skipSpace();
        return c;
    }

    /** Goes to the comma behind the argument, or to the end. */
    void skipArgument() {
        int open = 0;
        while (!atEnd() && (open > 0 || text.charAt(at) != ',')) {
            if (peek("\"")) {
                string();
                continue;
            }
            char c = text.charAt(at++);
            open += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
        }
        skipSpace();
    }

    boolean atNumber() {
        return !atEnd() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    long number() {
        int start = at;
        while (!atEnd() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        String digits = text.substring(start, at).replaceFirst("[uUlL]+$", "");
        skipSpace();
        try {
            if (digits.startsWith("0x") || digits.startsWith("0X")) {
                return Long.parseUnsignedLong(digits.substring(2), 16);
            }
            boolean octal = digits.length() > 1 && digits.startsWith("0");
            return Long.parseUnsignedLong(digits, octal ? 8 : 10);
        } catch (NumberFormatException e) {
            throw unexpected();
        }
    }

    /** An identifier; {@code null} when there is none. */
    @Nullable
    String word() {
        int start = at;
        while (!atEnd()
                && Character.isJavaIdentifierPart(text.charAt(at))
                && !Character.isIdentifierIgnorable(text.charAt(at))) {
            at++;
        }
        if (start == at || (text.charAt(start) >= '0' && text.charAt(start) <= '9')) {
            at = start;
            return null;
        }
        String word = text.substring(start, at);
        skipSpace();
        return word;
    }

    BadFormatException unexpected() {
        int end = Math.min(text.length(), at + 20);
        return new BadFormatException(
                "unexpected \"" + text.substring(Math.min(at, end), end) + "\" at character " + at);
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
