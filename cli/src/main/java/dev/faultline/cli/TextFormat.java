// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.util.Locale;

/** Whether people or programs read the answer. */
enum TextFormat {
    /** For people. */
    TEXT,
    /** For programs; documented in {@code docs/json.md}. */
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
