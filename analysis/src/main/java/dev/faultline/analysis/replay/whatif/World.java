// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import dev.faultline.analysis.replay.whatif.Access.FileKey;
import dev.faultline.analysis.replay.whatif.Access.FilePage;
import dev.faultline.analysis.replay.whatif.Access.PteKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A machine with settings of its own that is given the recorded accesses. It keeps ptes, dirty folios and the flusher, as
 * mm/memory.c, mm/page-writeback.c and fs/fs-writeback.c of Linux 5.10 to 6.12 have them: a store through a pte that is not
 * writable faults and is announced, a folio that is cleaned has its ptes made read-only, and a dirty folio that is made dirty again
 * counts nothing.
 */
final class World {
    /** Pages of a huge pte. */
    private static final int HUGE = 512;

    /** How much a writer dirties before it looks at the thresholds (ratelimit_pages, nr_dirtied_pause: 128 KiB at first). */
    private static final int PAGES_BETWEEN_LOOKS = 32;

    private final Settings settings;
    private final Variant variant;
    private final FolioSizes sizes;
    private final @Nullable World recorded;
    private final Counts counts;
    private final NavigableMap<PteKey, Folio.Pte> ptes = new TreeMap<>();
    private final Map<FilePage, Folio> folios = new HashMap<>();
    private final Map<FileKey, Dirtying> files = new LinkedHashMap<>();
    private final Hidden hidden;
    private long nextTick;
    private boolean begun;
    private boolean flushing;
    private long unseen;

    /**
     * Which of the possible courses this one is.
     *
     * @param stores whether a page that was writable in the recording is stored to again as soon as it was cleaned; else only the
     *     recorded stores came
     * @param phase how far into the flusher's interval the recording began, 0 to 1
     */
    record Variant(boolean stores, double phase) {}

    /** @param recorded the world as it was recorded, null for that world itself */
    World(Settings settings, Variant variant, FolioSizes sizes, @Nullable World recorded) {
        this.settings = settings;
        this.variant = variant;
        this.sizes = sizes;
        this.recorded = recorded;
        this.counts = new Counts();
        this.hidden = new Hidden(counts);
    }

    Counts counts() {
        return counts;
    }

    Hidden hidden() {
        return hidden;
    }

    private boolean notifies() {
        return !settings.is(Setting.MKWRITE, false);
    }

    private boolean dax() {
        return settings.is(Setting.DAX, true);
    }

    /** Data on DAX has no page cache; what the file system keeps of itself has. */
    private boolean uncounted(Dirtying file) {
        return dax() && file.data;
    }

    /** A store that came to page_mkwrite in the recording. */
    void store(Access access) {
        Dirtying file = file(access.page().file());
        file.data = true;
        Folio.Pte pte = pte(access);
        boolean fresh = pte == null && !access.present();
        Folio.Pte mapped = pte == null ? map(access) : pte;
        if (!mapped.writable) {
            if (notifies() || fresh) {
                counts.add(Metric.STORE_FAULTS, 1);
            }
            announce(mapped);
        }
        if (file.nextSync == Settings.NEVER && settings.has(Setting.MSYNC_PERIOD)) {
            file.nextSync = access.ts() + settings.value(Setting.MSYNC_PERIOD, Settings.NEVER);
        }
        if (notifies()) {
            dirty(mapped.folio, access.ts());
        } else if (!mapped.folio.dirty) {
            hidden.stored(mapped.folio, access.ts());
        }
    }

    private void announce(Folio.Pte pte) {
        pte.writable = true;
        if (notifies() && !dax()) {
            counts.add(Metric.MKWRITES, 1);
        }
    }

    /** A load that faulted in the recording; where nobody is told of stores, the pte is writable at once. */
    void load(Access access) {
        if (pte(access) == null) {
            map(access).writable = !notifies();
        }
    }

    /** With huge DAX ptes a fault maps 2 MiB. */
    private Folio.@Nullable Pte pte(Access access) {
        return ptes.get(key(access));
    }

    private PteKey key(Access access) {
        boolean huge = dax() && !variant.stores();
        return huge ? new PteKey(access.pte().number() & -HUGE, access.pte().space()) : access.pte();
    }

    private Folio.Pte map(Access access) {
        Folio.Pte pte = new Folio.Pte(key(access), folio(access.page()));
        ptes.put(pte.key, pte);
        return pte;
    }

    private boolean isWritable(PteKey key) {
        Folio.Pte pte = ptes.get(key);
        return pte != null && pte.writable;
    }

    private Folio folio(FilePage page) {
        int size = size(page.file());
        FilePage head = page.at(size > 0 ? page.index() & -size : sizes.head(page));
        return folios.computeIfAbsent(head, key -> new Folio(key, size > 0 ? size : sizes.pages(page)));
    }

    /** Pages of a folio of the file, 0 as recorded: other folios than those of data (block devices) are left as they are. */
    private int size(FileKey key) {
        Dirtying file = files.get(key);
        if (dax() && !variant.stores() && file != null && file.data) {
            return HUGE;
        }
        return file != null && file.data ? (int) settings.value(Setting.FOLIO_SIZE, 0) : 0;
    }

    /** The folios of this world that have pages of a folio of the recording. */
    private List<Folio> among(FilePage head) {
        int pages = sizes.pages(head);
        List<Folio> among = new ArrayList<>();
        for (int i = 0; i < pages; i++) {
            Folio folio = folios.get(folio(head.at(head.index() + i)).head);
            if (folio != null && (among.isEmpty() || among.get(among.size() - 1) != folio)) {
                among.add(folio);
            }
        }
        return among;
    }

    private Dirtying file(FileKey key) {
        return files.computeIfAbsent(key, Dirtying::new);
    }

    /**
     * A folio of the recording became dirty without a page_mkwrite.
     *
     * @param byCall by a system call that writes: of a large folio it may have written one page, or all
     */
    void written(FilePage head, boolean byCall, long ts) {
        Dirtying file = file(head.file());
        file.data |= byCall;
        folio(head);
        for (Folio folio : among(head)) {
            hidden.told(folio, ts);
            dirty(folio, ts);
            if (byCall && !variant.stores()) {
                return;
            }
        }
    }

    private void dirty(Folio folio, long ts) {
        if (folio.dirty) {
            return;
        }
        folio.dirty = true;
        Dirtying file = file(folio.head.file());
        file.add(folio, ts);
        if (uncounted(file)) {
            return;
        }
        counts.dirtied(folio.pages);
        unseen += folio.pages;
        if (!flushing && recorded != null && (variant.stores() || unseen >= PAGES_BETWEEN_LOOKS)) {
            flushing = true;
            unseen = 0;
            background(ts);
            flushing = false;
        }
    }

    /** Above the background threshold: the oldest files first (wb_writeback, for_background). */
    private void background(long ts) {
        long threshold = settings.value(Setting.DIRTY_BACKGROUND, Settings.NEVER);
        if (counts.dirty() <= threshold) {
            return;
        }
        List<Dirtying> oldest = new ArrayList<>(files.values());
        oldest.sort(Comparator.comparingLong(Dirtying::since));
        for (Dirtying file : oldest) {
            if (counts.dirty() <= threshold && !variant.stores()) {
                return;
            }
            clean(file, ts);
        }
    }

    /** The recording shows that a folio was cleaned. */
    void cleaned(FilePage head, Cause cause) {
        if (!cause.isReplaced(settings)) {
            among(head).stream().filter(folio -> folio.dirty).forEach(this::clean);
        }
    }

    private void clean(Folio folio) {
        folio.dirty = false;
        Dirtying file = file(folio.head.file());
        file.dirty.remove(folio);
        if (!uncounted(file)) {
            counts.cleaned(folio.pages);
        }
        if (notifies()) {
            folio.ptes.forEach(pte -> pte.writable = false);
        }
    }

    /** A cleaning that the recording does not have: whoever may have stored to the page goes on to do so, or does not. */
    private void clean(Dirtying file, long ts) {
        for (Folio folio : List.copyOf(file.dirty)) {
            clean(folio);
            World seen = recorded;
            if (variant.stores() && seen != null) {
                storeAgain(folio, seen, ts);
            }
        }
    }

    private void storeAgain(Folio folio, World seen, long ts) {
        boolean again = false;
        for (Folio.Pte pte : folio.ptes) {
            if (seen.isWritable(pte.key)) {
                counts.add(Metric.STORE_FAULTS, 1);
                announce(pte);
                again = true;
            }
        }
        Folio same = seen.folios.get(folio.head);
        if (again || (same != null && same.dirty)) {
            dirty(folio, ts);
        }
    }

    /** A program asks for a file to be written: what is dirty here and was not in the recording goes with it. */
    void sync(FileKey key, boolean scansPtes, long ts) {
        World seen = recorded;
        if (seen == null || Cause.SYNC.isReplaced(settings)) {
            return;
        }
        if (!notifies() && scansPtes) {
            folios.values().stream()
                    .filter(folio -> folio.head.file().equals(key))
                    .filter(folio -> hidden.told(folio, ts))
                    .toList()
                    .forEach(folio -> dirty(folio, ts));
        }
        for (Folio folio : List.copyOf(file(key).dirty)) {
            if (!seen.isDirty(folio)) {
                clean(folio);
            }
        }
    }

    private boolean isDirty(Folio other) {
        for (int i = 0; i < other.pages; i++) {
            Folio folio = folios.get(other.head.at(sizes.head(other.head.at(other.head.index() + i))));
            if (folio != null && folio.dirty) {
                return true;
            }
        }
        return false;
    }

    /** The folio lost its dirty bit without being written. */
    void cancelled(FilePage head) {
        among(head).forEach(this::cancel);
    }

    private void cancel(Folio folio) {
        if (folio.dirty) {
            folio.dirty = false;
            Dirtying file = file(folio.head.file());
            file.dirty.remove(folio);
            if (!uncounted(file)) {
                counts.dropped(folio.pages);
            }
        }
    }

    /** A folio of the recording left the page cache. */
    void removed(FilePage head) {
        for (Folio folio : among(head)) {
            cancel(folio);
            hidden.dropped(folio);
            folio.ptes.forEach(pte -> ptes.remove(pte.key, pte));
            folios.remove(folio.head);
        }
    }

    /** munmap: dirty ptes tell what they know. */
    void unmapped(long first, long end, long ts) {
        if (first >= end) {
            return;
        }
        NavigableMap<PteKey, Folio.Pte> range =
                ptes.subMap(new PteKey(first, Long.MIN_VALUE), true, new PteKey(end, Long.MIN_VALUE), false);
        range.values().forEach(pte -> gone(pte, ts));
        range.clear();
    }

    private void gone(Folio.Pte pte, long ts) {
        pte.folio.ptes.remove(pte);
        if (hidden.told(pte.folio, ts)) {
            dirty(pte.folio, ts);
        }
    }

    /** Time goes on: the flusher and programs do what is due. */
    void advance(long ts) {
        if (settings.has(Setting.WRITEBACK_INTERVAL) || settings.has(Setting.DIRTY_EXPIRE)) {
            long interval = settings.value(Setting.WRITEBACK_INTERVAL, Settings.INTERVAL_NS);
            if (!begun) {
                begun = true;
                nextTick = ts + (long) (interval * variant.phase());
            }
            for (; nextTick <= ts; nextTick += interval) {
                tick(nextTick);
            }
        }
        if (settings.has(Setting.MSYNC_PERIOD)) {
            files.values().forEach(file -> syncs(file, ts));
        }
    }

    /** A periodic work (wb_check_old_data_flush): files that have been dirty for long are written. */
    private void tick(long now) {
        long expire = settings.value(Setting.DIRTY_EXPIRE, Settings.EXPIRE_NS);
        for (Dirtying file : List.copyOf(files.values())) {
            if (!file.dirty.isEmpty() && now - file.since >= expire) {
                clean(file, now);
            }
        }
    }

    private void syncs(Dirtying file, long ts) {
        long period = settings.value(Setting.MSYNC_PERIOD, Settings.NEVER);
        for (; file.nextSync <= ts; file.nextSync += period) {
            clean(file, file.nextSync);
        }
    }

    /** The recording is over. */
    void end(long ts) {
        hidden.end(ts);
    }

    /** Events were lost: what was dirty or mapped may not be any more. */
    void forget() {
        ptes.clear();
        folios.clear();
        files.values().forEach(file -> file.dirty.clear());
        counts.forget();
        hidden.forget();
    }
}
