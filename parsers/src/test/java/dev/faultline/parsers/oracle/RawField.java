// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

/**
 * One {@code field:} line of a format text (formats.md B.3), with libtraceevent's reading of it
 * (event-parse.c event_read_fields(), field_is_string(), field_is_long()).
 */
record RawField(String type, String name, int offset, int size, boolean signed) {
    boolean array() {
        return type.contains("[");
    }

    boolean pointer() {
        return type.contains("*");
    }

    boolean text() {
        return array() && (type.contains("char") || type.contains("u8") || type.contains("s8"));
    }

    boolean longType() {
        return type.contains("long");
    }

    boolean located() {
        return type.startsWith("__data_loc") || relative();
    }

    boolean relative() {
        return type.startsWith("__rel_loc");
    }
}
