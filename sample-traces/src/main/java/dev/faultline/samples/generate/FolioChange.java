// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What can happen to a page of the page cache; the truth names them in lower case. */
enum FolioChange {
    ADDED,
    REMOVED,
    DIRTIED,
    CLEANED,
    CANCELLED,
    WRITEBACK_START,
    WRITEBACK_END;

    /** How the truth names it. */
    byte[] word() {
        return name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    }
}
