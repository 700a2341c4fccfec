// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/**
 * What a divergence can contradict: a transition's requirement, or an invariant of the reference fault model. Of those that a step of a
 * model decides there are at most 64, so that it names them in one number ({@link Clauses}); others are only counted.
 */
public enum Clause {
    I1(
            "a shared pte is writable only while its folio is dirty, or was announced by page_mkwrite since its last cleaning"),
    I2("after a folio was cleaned no store reaches it without a fault"),
    I3("a folio made dirty through a mapping is announced by one successful page_mkwrite"),
    I4("writeback starts only on a folio whose dirty bit was cleared for it, and never on one already under writeback"),
    I5("writeback of a folio ends only after it started"),
    I6("a folio whose dirty bit was cleared for writeback is written, given back dirty, or removed"),
    I7(
            "the kernel's counters of dirty and written pages are never negative, and what was dirtied is written, dirty or cancelled"),
    I8("page_mkwrite succeeds only on a folio inside the file's size and still in its mapping"),
    I9("no page enters the cache of a range while that range is being taken away"),
    I10("a folio under writeback need not be locked, nor a locked one under writeback"),
    I11("a sync of a whole file leaves no page dirty that was dirty before it began"),
    I12("a shared mapping never holds a private copy"),
    I13("a page_mkwrite that asks for another try gets one, or the thread is gone or interrupted"),
    I14("a dirty file is written within the expiry time and two intervals of the flusher"),
    I15("an error of writeback is reported to each open file, once, by its next sync"),
    I16("fault and page_mkwrite run under mmap_lock or the lock of the vma"),
    I17("locks in a write fault nest: mmap_lock, sb_pagefaults, invalidate_lock, journal; i_rwsem is outside of all"),
    I18("page_mkwrite holds off a freeze, and does not succeed while its file system is frozen"),
    I19("a store to a private mapping calls no page_mkwrite"),
    I20("page_mkwrite does not succeed on a swap file"),
    I21("a task is charged for the bytes it dirtied"),
    F0("a store that the mapping does not allow: a signal, nothing changes"),
    F1("fault-around maps pages of the cache read-only", true),
    F2("a read fault maps its page; a folio that it brings in was not in the page cache"),
    F3("a store to an unmapped page of a shared mapping: page_mkwrite, then the pte is writable"),
    F4("a store through a read-only pte of a shared mapping: page_mkwrite, then the pte is writable"),
    F3_OR_F4("F3 or F4: no recorded exception tells which"),
    F5("a store to a shared mapping of a file system without page_mkwrite: the pte is writable, then the folio dirty"),
    F6("a read-only pte without a struct page (DAX) becomes writable", true),
    F7("a store to an unmapped page of a private mapping: the page is copied"),
    F8("a store through a read-only pte of a private mapping: the page is copied"),
    F9("a huge page of DAX or of transparent huge pages is mapped", true),
    F10("a store by the kernel on behalf of a program (get_user_pages): as F3 and F4, without an exception"),
    F11("a store by the kernel to a shared mapping that is read-only is refused, forced or not (EFAULT)"),
    F12("a fault in a range that userfaultfd watches waits for its handler", true),
    F13("an access behind the end of the file, or on an error of it: SIGBUS"),
    M1("page_mkwrite announces the page: locked, or 0"),
    M2("page_mkwrite asks for another try (NOPAGE): the pte stays"),
    M3("page_mkwrite refuses (SIGBUS, OOM): the pte stays"),
    M4("page_mkwrite never returns a bare RETRY"),
    RT("a fault is begun again (RETRY), or ended without its lock (COMPLETED)"),
    TH("a writer is paused in balance_dirty_pages"),
    D1("a folio that is reported dirty was clean and in the page cache"),
    D2("a write fault on a folio that is dirty already reports nothing"),
    D3("a folio is dirtied by a system call that writes"),
    D4("a folio is dirtied as a dirty pte of it is taken away"),
    C1("a folio whose dirty bit is cleared for writeback was dirty; its ptes become read-only"),
    C2("writeback of a folio starts"),
    C3("a folio is given back dirty by writeback"),
    C4("a folio whose dirty bit was cleared lies behind the end of its file: nothing is written", true),
    E1("writeback of a folio ends"),
    E2("a thread waits for the writeback of a folio"),
    S1("a page_mkwrite waits for the writeback of its folio (stable pages)"),
    W1("a flusher begins a work", true),
    W2("a file is synced"),
    W3("a folio is cleaned for writeback only when the last writeback of it has ended"),
    T1("the pages behind a new end of the file, or of a hole, are taken away"),
    T3("a dirty bit is dropped with its page"),
    T4("a folio that leaves the page cache is clean: it was written, or its dirty bit was dropped first"),
    T5("a folio leaves the page cache"),
    R1("a folio that leaves the page cache is not being written: reclaim passes it over, truncation waits"),
    V1("munmap or exit: ptes are gone"),
    Z1("a file system is frozen, and thawed", true),
    V2("mremap: ptes move", true),
    V3("mprotect: ptes lose or gain rights", true),
    V4("madvise: ptes are dropped, or pages asked for", true),
    V5("fork: the child begins without ptes of shared files", true),
    V6("mmap: a mapping without ptes", true),
    BC("page_mkwrite waits for the backing cache"),
    MD("what a mapping with MAP_DIRECT promises, as the chosen policy has it");

    private static final int[] BITS = bits();

    private final String title;
    private final boolean counted;

    Clause(String title) {
        this(title, false);
    }

    /** @param counted nothing contradicts it: how often it was taken is counted, and that is all */
    Clause(String title, boolean counted) {
        this.title = title;
        this.counted = counted;
    }

    private static int[] bits() {
        int[] bits = new int[values().length];
        int next = 0;
        for (Clause clause : values()) {
            bits[clause.place()] = clause.counted ? -1 : next++;
        }
        if (next > Long.SIZE) {
            throw new IllegalStateException(next + " clauses do not fit into a number");
        }
        return bits;
    }

    /** One sentence: what holds in a correct kernel. */
    public String title() {
        return title;
    }

    /** Whether this is one of the invariants that every result reports, checked or not. */
    public boolean isInvariant() {
        return place() <= I21.place();
    }

    /** Its place among the clauses, for arrays. */
    @SuppressWarnings("EnumOrdinal")
    int place() {
        return ordinal();
    }

    /** Its bit among those that are decided; none of one that is only counted. */
    long bit() {
        return counted ? Clauses.NONE : 1L << BITS[place()];
    }

    /** Whether it is counted by {@link Tally#taken}, and nothing else. */
    boolean isCounted() {
        return counted;
    }
}
