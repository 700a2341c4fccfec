// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.schema;

/** How the bytes of a field become a value (table of types in the design, section 3.1). */
public enum FieldKind {
    INTEGER,
    BOOLEAN,
    POINTER,
    /** {@code char[n]}: text up to the first NUL. */
    TEXT,
    /** {@code u8[n]}, a struct, or a scalar of odd size. */
    BYTES,
    /** Array of integers of fixed length, or to the end of the record. */
    ARRAY,
    /** {@code __data_loc char[]}. */
    DATA_LOC_TEXT,
    /** {@code __data_loc} of integers, cpumasks or bytes. */
    DATA_LOC_ARRAY,
    /** {@code __rel_loc char[]}. */
    REL_LOC_TEXT,
    REL_LOC_ARRAY
}
