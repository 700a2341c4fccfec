// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/** What is known of a fact. A capture almost never starts at boot and may lose events, so not knowing is a value. */
public enum Truth {
    UNKNOWN,
    FALSE,
    TRUE;

    private static final Truth[] BY_CODE = values();

    static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    static Truth ofCode(int code) {
        return BY_CODE[code];
    }
}
