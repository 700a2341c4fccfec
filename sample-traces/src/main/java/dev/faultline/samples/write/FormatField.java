// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

/**
 * One {@code field:} line of a {@code format} file.
 *
 * @param declaration type and name as written, for example {@code __data_loc char[] name}
 * @param name the field's name
 * @param offset bytes from the start of the record
 * @param size bytes; 0 for a field that runs to the end of the record
 * @param signed the {@code signed:} flag
 * @param shape where the value lives
 * @param elementSize bytes of one element, {@code size} for a scalar
 */
public record FormatField(
        String declaration, String name, int offset, int size, boolean signed, Shape shape, int elementSize) {
    /** Where a field's value lives. */
    public enum Shape {
        /** An integer in place. */
        SCALAR,
        /** A fixed number of elements (or opaque bytes) in place. */
        FIXED_ARRAY,
        /** {@code __data_loc}: length and offset from the start of the record. */
        DATA_LOC,
        /** {@code __rel_loc}: length and offset from the end of the field. */
        REL_LOC,
        /** Everything from the field's offset to the end of the record, whatever size is declared. */
        REST
    }

    String line() {
        return "\tfield:" + declaration + ";\toffset:" + offset + ";\tsize:" + size + ";\tsigned:" + (signed ? 1 : 0)
                + ";\n";
    }
}
