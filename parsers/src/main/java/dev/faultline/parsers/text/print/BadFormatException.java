// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text.print;

/** A {@code print fmt} that is no format, or one with constructs that are not known. */
final class BadFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadFormatException(String message) {
        super(message);
    }
}
