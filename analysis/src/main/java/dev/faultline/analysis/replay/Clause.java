// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/** What a divergence can contradict: a transition's requirement, or an invariant of the reference fault model. */
public enum Clause {
    F2("a folio that a read fault brings in was not in the page cache"),
    D1("a folio that is reported dirty was clean and in the page cache"),
    C1("a folio whose dirty bit is cleared for writeback was dirty"),
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
