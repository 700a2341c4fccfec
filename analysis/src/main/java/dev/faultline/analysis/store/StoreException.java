// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

/** SQL was refused or failed. The message is DuckDB's, without stack traces, fit to be shown to the user. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
