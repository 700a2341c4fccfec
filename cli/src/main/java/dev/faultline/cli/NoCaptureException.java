// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.io.Serial;

/** There is nothing readable where a capture was asked for. Exit code 4. */
final class NoCaptureException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    NoCaptureException(String message) {
        super(message);
    }
}
