// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text.print;

/**
 * One {@code %} of a format string (Linux lib/vsprintf.c, {@code format_decode()}).
 *
 * @param letter the conversion: {@code d}, {@code x}, {@code s}, {@code p} ...
 * @param extension what follows {@code %p}: {@code S}, {@code U}, {@code I4} ...
 * @param stars arguments that widths and precisions take
 * @param end index behind the conversion
 */
record Conversion(char letter, String extension, int stars, int end) {
    /** The conversion that begins behind the percent sign at {@code percent}. */
    static Conversion at(String format, int percent) {
        int i = percent + 1;
        int stars = 0;
        while (i < format.length() && "#-+ 0123456789.*hlLqzjt".indexOf(format.charAt(i)) >= 0) {
            stars += format.charAt(i) == '*' ? 1 : 0;
            i++;
        }
        if (i >= format.length()) {
            throw new BadFormatException("the format ends inside a conversion");
        }
        char letter = format.charAt(i++);
        int from = i;
        if (letter == 'p') {
            i = extension(format, from);
        }
        return new Conversion(letter, format.substring(from, i), stars, i);
    }

    /** End of the letters that belong to a {@code %p}: some take more letters or digits, most take none. */
    private static int extension(String format, int from) {
        if (from >= format.length()) {
            return from;
        }
        int more = switch (format.charAt(from)) {
            case 'S', 's', 'f', 'F', 'B', 'x', 'K', 'd', 'D' -> 0;
            case 'U', 'h', 'E', 'N', 'M', 'm', 'b', 'e', 'a' -> 2;
            case 'I', 'i' -> 5;
            default -> -1;
        };
        if (more < 0) {
            return from;
        }
        int i = from + 1;
        String letters = format.charAt(from) == 'I' || format.charAt(from) == 'i' ? "46cSphnbl" : "bBlLCDNFR";
        while (more-- > 0 && i < format.length() && letters.indexOf(format.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }
}
