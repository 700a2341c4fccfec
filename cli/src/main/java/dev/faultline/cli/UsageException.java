// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.io.Serial;

/** The request cannot be carried out as asked; the message says why, and what would work. Exit code 2. */
final class UsageException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
