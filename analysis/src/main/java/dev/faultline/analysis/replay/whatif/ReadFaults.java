// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import dev.faultline.analysis.replay.whatif.Access.FilePage;
import dev.faultline.analysis.replay.whatif.Access.PteKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Read faults with a fault-around window of another size (mm/memory.c do_fault_around: the aligned window of virtual pages, cut to the
 * mapping; mm/filemap.c filemap_map_pages: of it what is in the cache). A larger window saves the recorded faults on pages that it
 * would have mapped before. A smaller one leaves pages unmapped that the recorded one mapped: each may cost a fault.
 */
final class ReadFaults {
    private final FolioSizes cached;
    private final long window;
    private final NavigableSet<PteKey> mapped = new TreeSet<>();
    private final NavigableSet<PteKey> certain = new TreeSet<>();
    private final NavigableSet<PteKey> perhaps = new TreeSet<>();
    private final Map<FilePage, Set<PteKey>> of = new HashMap<>();
    private long usual = Settings.AROUND_PAGES;
    private long saved;
    private long perhapsSaved;
    private long perhapsMore;

    /** @param window pages of the other window, a power of two */
    ReadFaults(FolioSizes cached, long window) {
        this.cached = cached;
        this.window = window;
    }

    /** The recording shows how many pages its own window has. */
    void shown(int pages) {
        usual = Math.max(usual, Long.highestOneBit(pages));
    }

    /** A load faulted. */
    void load(Access access, Mappings.Range range) {
        PteKey key = access.pte();
        if (certain.contains(key)) {
            saved++;
            return;
        }
        if (perhaps.contains(key)) {
            perhapsSaved++;
        }
        keep(mapped, key, access.page());
        around(access, range);
    }

    /** A store faulted: its own page is mapped, and nothing around it. */
    void store(Access access) {
        keep(mapped, access.pte(), access.page());
    }

    private void around(Access access, Mappings.Range range) {
        long number = access.pte().number();
        long wide = Math.max(window, usual);
        long narrow = Math.min(window, usual);
        long first = Math.max(number & -wide, range.first());
        long end = Math.min((number & -wide) + wide, range.end());
        for (long other = first; other < end; other++) {
            boolean inBoth = (other & -narrow) == (number & -narrow);
            PteKey key = new PteKey(other, access.pte().space());
            FilePage page = access.page().at(access.page().index() + other - number);
            if (!inBoth && page.index() >= 0 && !mapped.contains(key)) {
                beyond(key, page);
            }
        }
    }

    /** A page that only the wider of the two windows maps. */
    private void beyond(PteKey key, FilePage page) {
        if (window < usual) {
            perhapsMore++;
            keep(mapped, key, page);
        } else {
            keep(cached.isPresent(page) ? certain : perhaps, key, page);
        }
    }

    private void keep(Set<PteKey> among, PteKey key, FilePage page) {
        if (among.add(key)) {
            of.computeIfAbsent(page, one -> new HashSet<>(1)).add(key);
        }
    }

    /** A folio left the cache: its ptes are gone. */
    void removed(FilePage head, int pages) {
        for (int i = 0; i < Math.max(1, pages); i++) {
            Set<PteKey> keys = of.remove(head.at(head.index() + i));
            if (keys != null) {
                keys.forEach(key -> {
                    mapped.remove(key);
                    certain.remove(key);
                    perhaps.remove(key);
                });
            }
        }
    }

    void unmapped(long first, long end) {
        if (first < end) {
            PteKey from = new PteKey(first, Long.MIN_VALUE);
            PteKey to = new PteKey(end, Long.MIN_VALUE);
            mapped.subSet(from, to).clear();
            certain.subSet(from, to).clear();
            perhaps.subSet(from, to).clear();
        }
    }

    void forget() {
        mapped.clear();
        certain.clear();
        perhaps.clear();
        of.clear();
    }

    /** The least the number of read faults changes by. */
    long least() {
        return -(saved + perhapsSaved);
    }

    /** The most. */
    long most() {
        return perhapsMore - saved;
    }
}
