// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.schema;

import org.jspecify.annotations.Nullable;

/**
 * The C declaration inside {@code field:...;}: {@code type name}, {@code type name[n]}, {@code type[n] name},
 * {@code __data_loc type[] name}, {@code __rel_loc type[] name}, {@code special: type name}
 * (Linux include/trace/stages/stage4_event_fields.h; libtraceevent src/event-parse.c event_read_fields()).
 *
 * @param type the type as written, brackets included, name removed
 * @param name the name
 * @param base the type without location prefix, qualifiers and brackets
 * @param location whether the bytes are elsewhere in the record
 * @param array whether there are brackets
 * @param length the last token in the last brackets, {@code null} when empty or absent
 */
record FieldDeclaration(
        String type,
        String name,
        String base,
        Location location,
        boolean array,
        @Nullable String length) {
    /** Where the field's bytes are. */
    enum Location {
        INLINE,
        DATA_LOC,
        REL_LOC
    }

    static FieldDeclaration parse(String declaration) {
        String text = declaration.strip();
        if (text.startsWith("special:")) {
            text = text.substring("special:".length()).strip();
        }
        if (text.endsWith(")") && text.contains("(*")) {
            return functionPointer(text);
        }
        int brackets = firstTrailingBracket(text);
        String head = text.substring(0, brackets).stripTrailing();
        int nameAt = nameStart(head);
        String name = head.substring(nameAt);
        String left = head.substring(0, nameAt).stripTrailing();
        String type = left + text.substring(brackets).replace(" ", "");
        return new FieldDeclaration(type, name, base(left), location(left), type.indexOf('[') >= 0, length(type));
    }

    /** {@code result (*name)(parameters)}. */
    private static FieldDeclaration functionPointer(String text) {
        int start = text.indexOf("(*") + 2;
        int end = text.indexOf(')', start);
        String type = text.substring(0, start) + text.substring(end);
        return new FieldDeclaration(type, text.substring(start, end).strip(), type, Location.INLINE, false, null);
    }

    /**
     * How many location words there are: a probe argument of type {@code string[3]} is declared
     * {@code __data_loc char[] name[3]} and has three (Linux kernel/trace/trace_probe.c).
     */
    int locations() {
        boolean several = location != Location.INLINE && type.contains("[][");
        return several && length != null && length.matches("[0-9]{1,4}") ? Integer.parseInt(length) : 1;
    }

    /** One of several locations, as a field of its own named {@code name_i}. */
    FieldDeclaration element(int i) {
        String single = type.substring(0, type.indexOf("][") + 1);
        return new FieldDeclaration(single, name + "_" + i, base, location, true, null);
    }

    boolean pointer() {
        return base.endsWith("*") || base.indexOf('(') >= 0;
    }

    private static int firstTrailingBracket(String text) {
        int at = text.length();
        while (at > 0 && text.charAt(at - 1) == ']') {
            int open = text.lastIndexOf('[', at - 1);
            if (open < 0) {
                break;
            }
            at = open;
            while (at > 0 && text.charAt(at - 1) == ' ') {
                at--;
            }
        }
        return at;
    }

    private static int nameStart(String head) {
        int at = head.length();
        while (at > 0 && " \t*])".indexOf(head.charAt(at - 1)) < 0) {
            at--;
        }
        return at;
    }

    private static Location location(String left) {
        if (left.startsWith("__data_loc")) {
            return Location.DATA_LOC;
        }
        return left.startsWith("__rel_loc") ? Location.REL_LOC : Location.INLINE;
    }

    private static String base(String left) {
        String text = left;
        int bracket = text.indexOf('[');
        if (bracket >= 0) {
            text = text.substring(0, bracket);
        }
        StringBuilder kept = new StringBuilder();
        for (String word : text.replace("*", " * ").strip().split("\\s+")) {
            if (!qualifier(word)) {
                kept.append(kept.isEmpty() ? "" : " ").append(word);
            }
        }
        return kept.toString();
    }

    private static boolean qualifier(String word) {
        return switch (word) {
            case "__data_loc", "__rel_loc", "const", "volatile", "__user", "__rcu" -> true;
            default -> word.startsWith("__attribute__");
        };
    }

    private static @Nullable String length(String type) {
        int close = type.lastIndexOf(']');
        int open = type.lastIndexOf('[', close);
        if (close < 0 || open < 0) {
            return null;
        }
        String inside = type.substring(open + 1, close).strip();
        return inside.isEmpty() ? null : inside;
    }
}
