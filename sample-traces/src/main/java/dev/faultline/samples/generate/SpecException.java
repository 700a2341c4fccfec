// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.io.Serial;

/** A SPEC that cannot be carried out; the message says where and what would work. */
public final class SpecException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    SpecException(String message) {
        super(message);
    }
}
