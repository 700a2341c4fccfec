// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/** What the model knows of one write fault of one thread and the folio its page_mkwrite was called for. */
public enum CallFact {
    /** page_mkwrite returned LOCKED or 0: the pte may become writable. */
    NOTIFIED,
    /** The folio is dirty, or was while this fault held it. */
    DIRTY,
    /** This fault itself took the folio from clean to dirty. */
    DIRTIED,
    /** The folio left its mapping while page_mkwrite ran. */
    REMOVED,
    /** The exception found the pte present, so that only its protection was in the way: F4; or it found none: F3. */
    PROTECTED,
    /** page_mkwrite returned an error: the fault ends in one. */
    REFUSED,
    /** The folio was cleaned or removed after page_mkwrite had succeeded: the pte is no longer as this fault left it. */
    CLEANED
}
