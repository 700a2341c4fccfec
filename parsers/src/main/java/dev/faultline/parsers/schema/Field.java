// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.schema;

/**
 * A named member of an event, as its {@code format} text declares it.
 *
 * @param name the kernel's name
 * @param type the C type as written, without the name, for example {@code __data_loc char[]}
 * @param offset bytes from the start of the record's payload (common fields included)
 * @param size bytes; 0 means the rest of the record
 * @param signed the format's {@code signed:} flag; read off the type where old kernels leave it out
 * @param kind how to decode it
 * @param elementSize bytes of one element for arrays, else {@code size}
 */
public record Field(String name, String type, int offset, int size, boolean signed, FieldKind kind, int elementSize) {
    /** First byte behind the field's fixed part. */
    public int end() {
        return offset + size;
    }
}
