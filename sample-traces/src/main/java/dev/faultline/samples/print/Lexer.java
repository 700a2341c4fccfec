// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.print;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tokens of a print fmt: names, numbers, texts (with a leading quote, escapes resolved) and operators. */
final class Lexer {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(\"(?:[^\"\\\\]|\\\\.)*\")|(0[xX][0-9a-fA-F]+|\\d+)[uUlL]*"
                    + "|([A-Za-z_]\\w*)|(->|<<|>>|<=|>=|==|!=|&&|\\|\\||[-(){},?:&|^~!<>+*/%.]))");

    private final List<String> tokens = new ArrayList<>();
    private int at;

    Lexer(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            end = matcher.end();
            add(matcher);
        }
        if (!text.substring(end).isBlank()) {
            throw new IllegalArgumentException("print fmt: '" + text.substring(end) + "' is no C");
        }
    }

    private void add(Matcher matcher) {
        if (matcher.group(1) != null) {
            String inner = matcher.group(1).substring(1, matcher.group(1).length() - 1);
            String plain = inner.replace("\\n", "\n").replace("\\t", "\t").replace("\\\"", "\"");
            int last = tokens.size() - 1;
            if (last >= 0 && tokens.get(last).startsWith("\"")) {
                tokens.set(last, tokens.get(last) + plain);
            } else {
                tokens.add("\"" + plain);
            }
        } else {
            String word = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            tokens.add(word == null ? matcher.group(4) : word);
        }
    }

    /** The token that comes next, empty at the end. */
    String peek() {
        return peek(0);
    }

    String peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : "";
    }

    String next() {
        String token = peek();
        at++;
        return token;
    }

    /** Takes the next token if it is this one. */
    boolean take(String token) {
        boolean same = peek().equals(token);
        at += same ? 1 : 0;
        return same;
    }

    void expect(String token) {
        if (!take(token)) {
            throw new IllegalArgumentException("print fmt: '" + token + "' expected, not '" + peek() + "'");
        }
    }
}
