// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of a {@code print fmt}, and a place among them. */
final class CTokens {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[A-Za-z_]\\w*|0[xX]\\p{XDigit}+[uUlL]*"
                    + "|\\d+[uUlL]*|'.'|->|<<|>>|<=|>=|==|!=|&&|\\|\\||[-+*/%&|^~!<>?:(){}\\[\\],.])");

    private final List<String> tokens = new ArrayList<>();
    private int at;

    CTokens(String text) {
        Matcher token = TOKEN.matcher(text);
        int from = 0;
        while (from < text.length() && token.find(from) && token.start() == from) {
            tokens.add(token.group(1));
            from = token.end();
        }
        if (!text.substring(from).isBlank()) {
            throw new IllegalArgumentException("cannot read " + text.substring(from));
        }
    }

    String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    String take() {
        return tokens.get(at++);
    }

    boolean accept(String token) {
        boolean is = peek().equals(token);
        at += is ? 1 : 0;
        return is;
    }

    void expect(String token) {
        if (!accept(token)) {
            throw new IllegalArgumentException("expected " + token + " at " + tokens.subList(at, tokens.size()));
        }
    }

    boolean done() {
        return at == tokens.size();
    }

    int mark() {
        return at;
    }

    void reset(int mark) {
        at = mark;
    }
}
