// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

import org.jspecify.annotations.Nullable;

/** The values of one record, from raw bytes or from the product's columns. */
public interface FieldValues {
    /** An integer field, zero-extended from its width. */
    long number(RawField field);

    /** The bytes of an array field (a text: at least up to its first NUL), {@code null} when there are none. */
    byte @Nullable [] bytes(RawField field);

    /** Whether {@link #bytes} leaves out bytes that mean nothing: behind a text's NUL, behind a short kernel stack. */
    boolean inPart(RawField field);
}
