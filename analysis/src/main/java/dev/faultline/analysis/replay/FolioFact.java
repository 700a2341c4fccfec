// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/** What the model knows of a page-cache folio; the key is (s_dev, inode, index of the head), never the frame number. */
public enum FolioFact {
    /** It is in the page cache of its mapping. */
    PRESENT,
    /** PG_dirty. */
    DIRTY,
    /** PG_writeback. */
    WRITEBACK,
    /**
     * PAGECACHE_TAG_DIRTY: also set between the clearing of the dirty bit and the start of writeback, when the folio is neither dirty
     * nor under writeback. A model without it would take every writeback for one of a clean folio.
     */
    TAGGED,
    /** Its dirty bit was cleared for writeback, and neither has writeback started since nor was it given back. */
    OPEN,
    /** A pte of it may be writable, or its content has another way to change unseen, since it was last cleaned. */
    WRITABLE
}
