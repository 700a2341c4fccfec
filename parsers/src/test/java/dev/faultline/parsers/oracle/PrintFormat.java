// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a print fmt the way libtraceevent does (event-parse.c parse_args(), parse_arg_format()). */
final class PrintFormat {
    private final Printer printer;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private String format = "";
    private int next;

    private PrintFormat(Printer printer) {
        this.printer = printer;
    }

    static List<Piece> parse(String printFmt, Printer printer) {
        PrintFormat parser = new PrintFormat(printer);
        parser.split(printFmt);
        parser.pieces();
        return parser.pieces;
    }

    private void split(String printFmt) {
        int depth = 0;
        boolean quoted = false;
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int at = 0; at < printFmt.length(); at++) {
            char c = printFmt.charAt(at);
            if (quoted && c == '\\') {
                part.append(c).append(printFmt.charAt(++at));
                continue;
            }
            quoted ^= c == '"';
            depth += quoted ? 0 : "({[".indexOf(c) >= 0 ? 1 : ")}]".indexOf(c) >= 0 ? -1 : 0;
            if (c == ',' && !quoted && depth == 0) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        format = literals(parts.get(0));
        arguments.addAll(parts.subList(1, parts.size()));
    }

    /** Adjacent string literals, joined; escapes stay as written. */
    private static String literals(String text) {
        StringBuilder joined = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted) {
                joined.append(c);
                if (c == '\\') {
                    joined.append(text.charAt(++at));
                }
            }
        }
        return joined.toString();
    }

    private void pieces() {
        for (int at = 0; at < format.length(); ) {
            boolean conversion = format.charAt(at) == '%' && !format.startsWith("%%", at);
            at = conversion ? conversion(at) : text(at);
        }
    }

    private int text(int from) {
        StringBuilder text = new StringBuilder();
        int at = from;
        for (; at < format.length(); at++) {
            char c = format.charAt(at);
            if (c == '\\') {
                at++;
                text.append(format.charAt(at));
            } else if (format.startsWith("%%", at)) {
                at++;
                text.append(c);
            } else if (c == '%') {
                break;
            } else {
                text.append(c);
            }
        }
        pieces.add(Piece.text(text.toString()));
        return at;
    }

    private int conversion(int from) {
        int longs = 0;
        String width = null;
        for (int at = from + 1; at < format.length(); at++) {
            char c = format.charAt(at);
            if (c == '*') {
                width = argument();
            } else if (c == 'h' || c == 'l') {
                longs += c == 'l' ? 1 : -1;
            } else if (c == 'L') {
                longs = 2;
            } else if (c == 'z' || c == 'Z') {
                longs = 1;
            } else if (c == 'p') {
                int end = at + 1 + pointerExtension(at + 1);
                pieces.add(new Piece(format.substring(from, end), longs, argument(), width));
                return end;
            } else if ("duixXos".indexOf(c) >= 0 || (c == 'c' && printer == Printer.V1_8)) {
                pieces.add(new Piece(format.substring(from, at + 1), longs, argument(), width));
                return at + 1;
            } else if ("#.0123456789-".indexOf(c) < 0 && (c != '+' || printer != Printer.V1_8)) {
                pieces.add(Piece.text(">" + c + "<"));
                return at + 1;
            }
        }
        return format.length();
    }

    private String argument() {
        return next < arguments.size() ? arguments.get(next++) : "";
    }

    /** Letters after {@code %p} that belong to it (parse_arg_format_pointer()). */
    private int pointerExtension(int at) {
        String rest = format.substring(at);
        for (String extension : List.of(
                "[FfSs]",
                "[Mm][RF]?",
                "[Ii]S[pfs]*[hnbl]?c?",
                "[Ii]4[hnlb]?",
                "[Ii]6c?",
                "[Ii]",
                "U[LlBb]?",
                "h[CDN]?")) {
            Matcher match = Pattern.compile(extension).matcher(rest);
            if (match.lookingAt()) {
                return match.end();
            }
        }
        return 0;
    }
}
