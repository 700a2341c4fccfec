// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.print;

import dev.faultline.samples.write.EventFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The print fmt of an event, ready to be carried out (kernel {@code lib/vsprintf.c} for the conversions in use). */
final class PrintFmt {
    private static final Pattern CONVERSION = Pattern.compile("%(0?)(\\d*)(hh|h|ll|l|L|z)?([duxosc%]|ps|p)");

    private final List<Piece> pieces = new ArrayList<>();

    /** @param from how many arguments to leave out at the beginning, with the text in front of the next one */
    PrintFmt(EventFormat format, int from) {
        Lexer in = new Lexer(format.printFmt());
        String text = in.next().substring(1);
        ExpressionReader reader = new ExpressionReader(in, format);
        Matcher matcher = CONVERSION.matcher(text);
        int end = 0;
        int number = 0;
        while (matcher.find()) {
            String before = text.substring(end, matcher.start());
            end = matcher.end();
            in.expect(",");
            Expression argument = reader.expression();
            if (number >= from) {
                pieces.add(new Piece(before, Conversion.of(matcher), argument));
            }
            number++;
        }
        pieces.add(new Piece(text.substring(end), null, new Expression.Literal(0)));
    }

    String text(Shown record) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(piece.before);
            if (piece.conversion != null) {
                text.append(piece.conversion.text(piece.argument, record));
            }
        }
        return text.toString();
    }

    private record Piece(
            String before,
            @org.jspecify.annotations.Nullable Conversion conversion,
            Expression argument) {}

    /** One conversion. */
    private record Conversion(boolean zeros, int width, boolean wide, String type) {
        static Conversion of(Matcher matcher) {
            int width = matcher.group(2).isEmpty() ? 0 : Integer.parseInt(matcher.group(2));
            String size = matcher.group(3) == null ? "" : matcher.group(3);
            boolean wide = !size.isEmpty() && !size.startsWith("h");
            return new Conversion(!matcher.group(1).isEmpty(), width, wide, matcher.group(4));
        }

        String text(Expression argument, Shown record) {
            return switch (type) {
                case "s" -> padded(argument.text(record));
                case "p" -> record.dialect().pointer(argument.number(record));
                case "ps" -> record.dialect().symbol(argument.number(record));
                case "d" -> padded(Long.toString(wide ? argument.number(record) : (int) argument.number(record)));
                case "u" -> padded(Long.toUnsignedString(unsigned(argument, record)));
                case "x" -> padded(Long.toHexString(unsigned(argument, record)));
                case "o" -> padded(Long.toOctalString(unsigned(argument, record)));
                default -> throw new IllegalArgumentException(String.format(Locale.ROOT, "print fmt: %%%s", type));
            };
        }

        private long unsigned(Expression argument, Shown record) {
            long value = argument.number(record);
            return wide ? value : value & 0xffffffffL;
        }

        private String padded(String text) {
            String missing = (zeros ? "0" : " ").repeat(Math.max(0, width - text.length()));
            return zeros && text.startsWith("-") ? "-" + missing + text.substring(1) : missing + text;
        }
    }
}
