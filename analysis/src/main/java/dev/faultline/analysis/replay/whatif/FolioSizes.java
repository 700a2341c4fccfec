// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import dev.faultline.analysis.replay.whatif.Access.FileKey;
import dev.faultline.analysis.replay.whatif.Access.FilePage;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which folios the recording shows in the page cache: where they begin, and how many pages they have. */
final class FolioSizes {
    private final Map<FileKey, NavigableMap<Long, Integer>> files = new HashMap<>();

    void added(FilePage head, int pages) {
        files.computeIfAbsent(head.file(), file -> new TreeMap<>()).put(head.index(), Math.max(1, pages));
    }

    void removed(FilePage head) {
        NavigableMap<Long, Integer> heads = files.get(head.file());
        if (heads != null) {
            heads.remove(head.index());
        }
    }

    /** Whether the page came into the cache during the recording, and is there still. */
    boolean isPresent(FilePage page) {
        return holding(page) != null;
    }

    /** The index of the head of the page's folio: the page's own where nothing is known of it. */
    long head(FilePage page) {
        Map.Entry<Long, Integer> entry = holding(page);
        return entry == null ? page.index() : entry.getKey();
    }

    /** Pages of the page's folio, one where nothing is known of it. */
    int pages(FilePage page) {
        Map.Entry<Long, Integer> entry = holding(page);
        return entry == null ? 1 : entry.getValue();
    }

    private Map.@Nullable Entry<Long, Integer> holding(FilePage page) {
        NavigableMap<Long, Integer> heads = files.get(page.file());
        Map.Entry<Long, Integer> entry = heads == null ? null : heads.floorEntry(page.index());
        return entry != null && page.index() < entry.getKey() + entry.getValue() ? entry : null;
    }
}
