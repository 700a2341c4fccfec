// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import dev.faultline.analysis.replay.whatif.Access.FilePage;
import java.util.ArrayList;
import java.util.List;

/** A folio of a world's page cache. */
final class Folio {
    static final long NONE = -1;

    final FilePage head;
    final int pages;
    boolean dirty;
    /** When a store came that dirty accounting was not told of, {@link #NONE} if none did. */
    long hiddenSince = NONE;

    final List<Pte> ptes = new ArrayList<>(1);

    Folio(FilePage head, int pages) {
        this.head = head;
        this.pages = pages;
    }

    /** An entry of a page table that maps it. */
    static final class Pte {
        final Access.PteKey key;
        final Folio folio;
        boolean writable;

        Pte(Access.PteKey key, Folio folio) {
            this.key = key;
            this.folio = folio;
            folio.ptes.add(this);
        }
    }
}
