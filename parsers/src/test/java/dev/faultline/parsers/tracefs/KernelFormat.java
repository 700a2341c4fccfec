// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prints a record by its {@code print fmt} as the kernel does; what only kallsyms could tell stays a value. */
final class KernelFormat {
    private static final Pattern CONVERSION = Pattern.compile("%%|%(0?)(\\d*)(hh|h|ll|l|L|z)?(p[sSfF]?|[diuxXosc])");

    private KernelFormat() {}

    /**
     * A piece of a line.
     *
     * @param text what is printed, or empty
     * @param address the address that is printed as a symbol; {@code null} for text
     */
    record Piece(String text, Long address) {}

    static List<Piece> print(String printFmt, Function<String, Object> fields) {
        CTokens tokens = new CTokens(printFmt);
        StringBuilder format = new StringBuilder();
        while (tokens.peek().startsWith("\"")) {
            format.append(unquote(tokens.take()));
        }
        CExpression arguments = new CExpression(tokens, fields);
        List<Piece> pieces = new ArrayList<>();
        Matcher conversion = CONVERSION.matcher(format);
        int from = 0;
        while (conversion.find()) {
            pieces.add(new Piece(format.substring(from, conversion.start()), null));
            from = conversion.end();
            if (conversion.group().equals("%%")) {
                pieces.add(new Piece("%", null));
                continue;
            }
            tokens.expect(",");
            int mark = tokens.mark();
            Object value = arguments.value();
            tokens.reset(mark);
            boolean probe =
                    tokens.accept("REC") && tokens.accept("->") && tokens.peek().startsWith("__probe_");
            tokens.reset(mark);
            arguments.value();
            pieces.add(one(conversion, value, probe));
        }
        pieces.add(new Piece(format.substring(from), null));
        if (!tokens.done()) {
            throw new IllegalArgumentException("more arguments than conversions: " + printFmt);
        }
        return pieces;
    }

    private static Piece one(Matcher conversion, Object value, boolean probe) {
        String kind = conversion.group(4);
        if (kind.equals("s")) {
            return new Piece(String.valueOf(value), null);
        }
        long number = (Long) value;
        if (probe || kind.startsWith("p")) {
            return new Piece("", number);
        }
        String size = conversion.group(3) == null ? "" : conversion.group(3);
        boolean wide = size.startsWith("l") || size.equals("L") || size.equals("z");
        long unsigned = wide ? number : number & 0xffffffffL;
        String digits = switch (kind) {
            case "d", "i" -> Long.toString(wide ? number : (int) number);
            case "u" -> Long.toUnsignedString(unsigned);
            case "o" -> Long.toOctalString(unsigned);
            case "X" -> Long.toHexString(unsigned).toUpperCase(Locale.ROOT);
            case "c" -> String.valueOf((char) number);
            default -> Long.toHexString(unsigned);
        };
        int width = conversion.group(2).isEmpty() ? 0 : Integer.parseInt(conversion.group(2));
        String pad = conversion.group(1).isEmpty() ? " " : "0";
        return new Piece(pad.repeat(Math.max(0, width - digits.length())) + digits, null);
    }

    static String unquote(String literal) {
        return literal.substring(1, literal.length() - 1)
                .replace("\\n", "\n")
                .replace("\\\"", "\"")
                .replace("\\\\", "\\");
    }
}
