// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import java.util.Locale;

/** A number that a setting may change. Counts are of the whole capture. */
public enum Metric {
    STORE_FAULTS("faults of stores to pages whose stores are announced"),
    MKWRITES("page_mkwrite calls that announced a page"),
    FOLIOS_DIRTIED("dirty events"),
    PAGES_DIRTIED("pages made dirty, as NR_DIRTIED counts them"),
    PAGES_CLEANED("pages whose dirty bit was cleared to write them"),
    MOST_DIRTY("most pages of the capture's files dirty at one time"),
    READ_FAULTS("faults of loads from file mappings"),
    STABLE_WAITS("stores that waited in page_mkwrite for the writeback of their page"),
    STABLE_WAIT_NS("time they waited [ns]"),
    THROTTLED_NS("pauses of balance_dirty_pages, all threads [ns]"),
    HIDDEN_STORES("stores to clean pages that dirty accounting would not have been told of"),
    NEVER_TOLD("pages of them of which it would not have been told before the capture ended"),
    HIDDEN_NS("time those pages were dirty and not counted, added up [page-ns]");

    private final String title;

    Metric(String title) {
        this.title = title;
    }

    /** What is counted, with its unit where that is not one. */
    public String title() {
        return title;
    }

    /** Its name in output. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
