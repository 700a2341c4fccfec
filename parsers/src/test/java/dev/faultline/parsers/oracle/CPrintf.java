// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import java.util.Locale;

/** One integer conversion of C's printf. */
final class CPrintf {
    private CPrintf() {}

    /** Prints a value, as an int of 8 to 64 bits by {@code longs}, with a conversion like {@code %-08llx}. */
    static String number(String format, int longs, long value) {
        char conversion = format.charAt(format.length() - 1);
        int bits = longs <= -2 ? 8 : longs == -1 ? 16 : longs == 0 ? 32 : 64;
        long signed = value << (64 - bits) >> (64 - bits);
        long unsigned = bits == 64 ? value : value & ((1L << bits) - 1);
        boolean negative = (conversion == 'd' || conversion == 'i') && signed < 0;
        String digits = digits(conversion, conversion == 'd' || conversion == 'i' ? Math.abs(signed) : unsigned);
        String flags = format.substring(1).replaceAll("[1-9.].*|[a-zA-Z].*", "");
        String rest = format.substring(1 + flags.length()).replaceAll("[hlLzZ]*[a-zA-Z]$", "");
        int dot = rest.indexOf('.');
        if (dot >= 0) {
            digits =
                    "0".repeat(Math.max(0, Integer.parseInt("0" + rest.substring(dot + 1)) - digits.length())) + digits;
        }
        String sign = negative ? "-" : flags.contains("+") && conversion != 'u' ? "+" : "";
        if (flags.contains("#") && value != 0) {
            sign += conversion == 'x' ? "0x" : conversion == 'X' ? "0X" : conversion == 'o' ? "0" : "";
        }
        String width = dot >= 0 ? rest.substring(0, dot) : rest;
        return pad(sign, digits, flags, width.isEmpty() ? 0 : Integer.parseInt(width), dot >= 0);
    }

    private static String digits(char conversion, long value) {
        return switch (conversion) {
            case 'x' -> Long.toHexString(value);
            case 'X' -> Long.toHexString(value).toUpperCase(Locale.ROOT);
            case 'o' -> Long.toOctalString(value);
            case 'c' -> value == 0 ? "" : String.valueOf((char) (value & 0xff));
            default -> Long.toUnsignedString(value);
        };
    }

    private static String pad(String sign, String digits, String flags, int width, boolean precision) {
        int missing = width - sign.length() - digits.length();
        if (missing <= 0) {
            return sign + digits;
        } else if (flags.contains("-")) {
            return sign + digits + " ".repeat(missing);
        } else if (flags.contains("0") && !precision) {
            return sign + "0".repeat(missing) + digits;
        }
        return " ".repeat(missing) + sign + digits;
    }
}
