// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import dev.faultline.samples.read.FieldValues;
import dev.faultline.samples.read.RawEvent;
import dev.faultline.samples.read.RawField;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prints fields as {@code trace-cmd report -R} does. What it prints is decided by the rules of libtraceevent alone
 * (event-parse.c print_selected_fields(), print_field(), print_field_raw(); release by {@link Printer}):
 *
 * <ul>
 *   <li>a number whose print fmt argument is the field itself: by that conversion, with {@code 0x} when the text before
 *       the conversion ends so; the search goes on from the last hit and wraps around;
 *   <li>{@code %ps %pS %pf %pF}: the nearest symbol at or below;
 *   <li>other numbers: pointers and unsigned longs in hex, signed 1, 2 byte numbers padded, the rest decimal;
 *   <li>arrays of char and u8: as text while printable, else {@code ARRAY[bytes]}, and from the first array that was not
 *       printable on the event's field is never text again.
 * </ul>
 */
final class FieldPrinter {
    private final Printer printer;
    private final KernelSymbols symbols;
    private final Map<Long, String> printk;
    private final IdentityHashMap<RawEvent, List<Piece>> pieces = new IdentityHashMap<>();
    private final Set<String> failed;
    private final Set<RawField> dumped = Collections.newSetFromMap(new IdentityHashMap<>());
    private int cursor;
    private boolean symbolOnly;

    /** {@code failed}: events whose print fmt this release cannot parse (it says so in {@code report}). */
    FieldPrinter(Printer printer, KernelSymbols symbols, Map<Long, String> printk, Set<String> failed) {
        this.printer = printer;
        this.symbols = symbols;
        this.printk = printk;
        this.failed = failed;
    }

    /** Starts a record: the search for conversions starts over. */
    void start() {
        cursor = 0;
    }

    /** Whether an array field is printed as text: its bytes up to the first NUL are printable. */
    boolean asText(RawField field, byte[] bytes) {
        if (!field.text() || dumped.contains(field)) {
            return false;
        }
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
            if (!((b >= 0x20 && b < 0x7f) || (b >= 9 && b <= 13))) {
                dumped.add(field);
                return false;
            }
        }
        return true;
    }

    /** Whether the last field was printed as the symbol that it lies in, which does not show where in it. */
    boolean printedSymbolOnly() {
        return symbolOnly;
    }

    /** The text of a field; arrays through {@link #dump}. */
    String print(RawEvent event, RawField field, FieldValues values) {
        symbolOnly = false;
        if (field.array()) {
            byte[] bytes = values.bytes(field);
            if (bytes == null) {
                return "";
            }
            if (event.stack(field) && bytes.length > field.size()) {
                bytes = Arrays.copyOf(bytes, field.size());
            }
            return asText(field, bytes) ? text(bytes) : dump(bytes);
        }
        Piece piece = conversion(event, field);
        return piece == null ? byType(field, values.number(field)) : byPiece(piece, field, values);
    }

    static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int nul = text.indexOf(0);
        return nul < 0 ? text : text.substring(0, nul);
    }

    static String dump(byte[] bytes) {
        StringBuilder text = new StringBuilder("ARRAY[");
        for (int i = 0; i < bytes.length; i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(Character.forDigit(bytes[i] >> 4 & 15, 16))
                    .append(Character.forDigit(bytes[i] & 15, 16));
        }
        return text.append(']').toString();
    }

    private @Nullable Piece conversion(RawEvent event, RawField field) {
        boolean bprint = event.system().equals("ftrace") && event.name().equals("bprint");
        if (printer == Printer.BY_TYPE || bprint || failed.contains(event.name())) {
            return null;
        }
        List<Piece> all = pieces.computeIfAbsent(event, e -> PrintFormat.parse(e.printFmt(), printer));
        // Past the last piece there is no current one any more, and the rest goes by type.
        if (cursor >= all.size()) {
            return null;
        }
        String before = "";
        for (int i = 0; i < all.size(); i++) {
            int at = (cursor + i) % all.size();
            Piece piece = all.get(at);
            if (field.name().equals(piece.field())) {
                cursor = at + 1;
                String prefix = before.length() > 1 && before.endsWith("0x") ? "0x" : "";
                return new Piece(prefix + piece.format(), piece.longs(), piece.argument(), piece.width());
            }
            before = piece.argument() == null ? piece.format() : "";
        }
        return null;
    }

    private String byPiece(Piece piece, RawField field, FieldValues values) {
        String prefix = piece.format().startsWith("0x") ? "0x" : "";
        String format = piece.format().substring(prefix.length());
        long value = values.number(field);
        return prefix
                + switch (piece.conversion()) {
                    case 'p' -> pointer(format, cast(piece, value));
                    case 's' -> pointedText(field, value);
                    default -> CPrintf.number(format, piece.longs(), cast(piece, value));
                };
    }

    private String pointer(String format, long value) {
        String extension = format.substring(format.indexOf('p') + 1);
        if (extension.isEmpty()) {
            return value == 0 ? "(nil)" : "0x" + Long.toHexString(value);
        } else if ("fFsS".indexOf(extension.charAt(0)) < 0) {
            throw new IllegalArgumentException("%p" + extension + " of a number");
        }
        KernelSymbols.Function function = symbols.find(value);
        String address = "0x" + Long.toHexString(value);
        String name = function == null ? "" : function.name();
        if (function != null && Character.isUpperCase(extension.charAt(0))) {
            name += "+0x" + Long.toHexString(value - function.address());
        }
        if (printer == Printer.V1_8) {
            return name + " (" + address + ")";
        }
        symbolOnly = function != null && Character.isLowerCase(extension.charAt(0));
        return function == null ? address : name;
    }

    private String pointedText(RawField field, long value) {
        String text = printk.get(value);
        return text != null && field.size() == 8 ? text : Long.toHexString(value);
    }

    private static long cast(Piece piece, long value) {
        long result = value;
        for (String type : piece.casts()) {
            result = switch (type.startsWith("unsigned ") ? type.substring(9) : type) {
                case "u8", "s8", "char" -> result & 0xff;
                case "u16", "s16", "short" -> result & 0xffff;
                case "u32", "s32", "int" -> result & 0xffffffffL;
                default -> result;
            };
        }
        return result;
    }

    private static String byType(RawField field, long value) {
        if (field.pointer()) {
            return "0x" + Long.toHexString(value);
        } else if (!field.signed()) {
            return field.longType() ? "0x" + Long.toHexString(value) : Long.toUnsignedString(value);
        }
        return switch (field.size()) {
            case 4 -> field.longType() ? "0x" + Integer.toHexString((int) value) : Integer.toString((int) value);
            case 2 -> CPrintf.number("%2d", -1, value);
            case 1 -> CPrintf.number("%1d", -2, value);
            default -> Long.toString(value);
        };
    }
}
