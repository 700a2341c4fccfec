// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.schema;

/** How the bytes of a field become a value (table of types in the design, section 3.1). */
public enum FieldKind {
    /** An integer of 1, 2, 4 or 8 bytes. */
    INTEGER,
    /** A {@code bool}. */
    BOOLEAN,
    /** A pointer or an {@code unsigned long}: an unsigned number of the kernel's long size. */
    POINTER,
    /** {@code char[n]}, or {@code char[]} to the end of the record: text up to the first NUL. */
    TEXT,
    /** {@code u8[n]}, a struct, or a scalar of odd size. */
    BYTES,
    /** Array of integers of fixed length, or to the end of the record. */
    ARRAY,
    /** Addresses to the end of the record, ended early by an entry of all ones ({@code kernel_stack.caller}). */
    STACK,
    /** {@code __data_loc char[]}. */
    DATA_LOC_TEXT,
    /** {@code __data_loc} of integers or of the words of a bitmask. */
    DATA_LOC_ARRAY,
    /** {@code __data_loc} of bytes or structs. */
    DATA_LOC_BYTES,
    /** {@code __rel_loc char[]}. */
    REL_LOC_TEXT,
    /** {@code __rel_loc} of integers or of the words of a bitmask. */
    REL_LOC_ARRAY,
    /** {@code __rel_loc} of bytes or structs. */
    REL_LOC_BYTES
}
