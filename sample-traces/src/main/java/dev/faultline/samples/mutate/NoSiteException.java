// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

/** An operator that does not exist, or finds no place in a capture; the message is for the user. */
public final class NoSiteException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoSiteException(String message) {
        super(message);
    }
}
