// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/** What a divergence can contradict: a transition's requirement, or an invariant of the reference fault model. */
public enum Clause {
    F2("a read fault maps its page; a folio that it brings in was not in the page cache"),
    F3("a store to an unmapped page of a shared mapping: page_mkwrite, then the pte is writable"),
    F4("a store through a read-only pte of a shared mapping: page_mkwrite, then the pte is writable"),
    F3_OR_F4("F3 or F4: no recorded exception tells which"),
    D1("a folio that is reported dirty was clean and in the page cache"),
    D2("a write fault on a folio that is dirty already reports nothing"),
    C1("a folio whose dirty bit is cleared for writeback was dirty; its ptes become read-only"),
    C2("writeback of a folio starts"),
    E1("writeback of a folio ends"),
    V1("munmap or exit: ptes are gone"),
    I1(
            "a shared pte is writable only while its folio is dirty, or was announced by page_mkwrite since its last cleaning"),
    I3("a folio made dirty through a mapping is announced by one successful page_mkwrite"),
    I4("writeback starts only on a folio whose dirty bit was cleared for it, and never on one already under writeback"),
    I5("writeback of a folio ends only after it started"),
    I8("page_mkwrite succeeds only on a folio inside the file's size and still in its mapping");

    private final String title;

    Clause(String title) {
        this.title = title;
    }

    /** One sentence: what holds in a correct kernel. */
    public String title() {
        return title;
    }

    /** Whether this is one of the invariants that every result reports, checked or not. */
    public boolean isInvariant() {
        return name().charAt(0) == 'I';
    }

    /** Its place among the clauses, for arrays and bits. */
    @SuppressWarnings("EnumOrdinal")
    int place() {
        return ordinal();
    }

    int bit() {
        return 1 << place();
    }
}
