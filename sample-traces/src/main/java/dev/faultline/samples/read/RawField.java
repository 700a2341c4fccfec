// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

/**
 * One {@code field:} line of a format text (formats.md B.3), with libtraceevent's reading of it
 * (event-parse.c event_read_fields(), field_is_string(), field_is_long()).
 */
public record RawField(String type, String name, int offset, int size, boolean signed) {
    public boolean array() {
        return type.contains("[");
    }

    public boolean pointer() {
        return type.contains("*");
    }

    public boolean text() {
        return array() && (type.contains("char") || type.contains("u8") || type.contains("s8"));
    }

    public boolean longType() {
        return type.contains("long");
    }

    public boolean located() {
        return type.startsWith("__data_loc") || relative();
    }

    public boolean relative() {
        return type.startsWith("__rel_loc");
    }
}
