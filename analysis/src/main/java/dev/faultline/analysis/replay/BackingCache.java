// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pages that are being written to a backing cache (FS-Cache, for NFS and AFS). The patch that introduced page_mkwrite names as a
 * use to "delay making the page writable until the contents have been written to a backing cache": nfs_vm_page_mkwrite waits for
 * PG_fscache (PG_private_2), 5.10 to 6.12, before it returns.
 */
final class BackingCache {
    private static final Step.Impossible<Void> EARLY = new Step.Impossible<>(
            Clause.BC.bit(),
            "page_mkwrite waits until the backing cache has the content of the page",
            "it succeeded while the page was being written there");

    private final Tally tally;
    private final Map<Page, Long> written = new HashMap<>();
    private boolean used;

    /** A page of a file. */
    private record Page(long dev, long ino, long index) {}

    BackingCache(Tally tally) {
        this.tally = tally;
    }

    void begins(Observation write) {
        used = true;
        written.put(new Page(write.dev(), write.ino(), write.index()), write.ts());
    }

    void ends(Observation write) {
        written.remove(new Page(write.dev(), write.ino(), write.index()));
    }

    /** The page_mkwrite of {@code thread} succeeded. */
    void succeeded(WriteCall thread, Observation mkwrite) {
        if (!used) {
            return;
        }
        Long since = written.get(new Page(thread.dev, thread.ino, thread.index));
        if (since == null) {
            tally.held(Clause.BC.bit());
            return;
        }
        tally.violated(
                EARLY,
                () -> Divergences.of(
                        mkwrite,
                        thread.subject(),
                        EARLY,
                        "being written to the cache",
                        List.of(since + " cache_begin", EventChains.line(mkwrite)),
                        "cache_begin"));
    }

    void forgetAll() {
        written.clear();
    }
}
