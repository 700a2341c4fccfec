// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.util.Locale;

/** How verdicts are written. */
enum CheckFormat {
    /** For people. */
    TEXT,
    /** For programs; documented in {@code docs/json.md}. */
    JSON,
    /** Static Analysis Results Interchange Format 2.1.0 (OASIS), for code scanning services. */
    SARIF,
    /** JUnit XML, for build servers: a rule is a test case. */
    JUNIT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
