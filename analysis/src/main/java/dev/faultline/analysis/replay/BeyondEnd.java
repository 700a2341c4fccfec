// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.List;

/**
 * A successful page_mkwrite on a page that lay behind the end of its file by every size known so far. The file may just have
 * grown: i_size is written before anything tells. The next size read decides, if no truncate comes first.
 *
 */
record BeyondEnd(long ts, int cpu, int tid, long dev, long ino, long index, long position, long size) {
    static final Step.Impossible<Facts<CallFact>> IMPOSSIBLE = new Step.Impossible<>(
            Clause.I8.bit(),
            "page_mkwrite refuses a page behind the end of the file",
            "it returned success, and no size known before, during or after the call reaches the page");

    /** The call of {@code thread} that just returned. */
    static BeyondEnd of(WriteCall thread, Observation mkwrite) {
        return new BeyondEnd(
                mkwrite.ts(),
                mkwrite.cpu(),
                thread.tid,
                thread.dev,
                thread.ino,
                thread.index,
                thread.position(),
                thread.size);
    }

    /** Strictly behind: ext4 lets a page through that begins exactly at the end (ext4_page_mkwrite, data=journal). */
    boolean isBehind(long end) {
        return position > end;
    }

    boolean isOn(Observation inode) {
        return ino == inode.ino() && dev == inode.dev();
    }

    Divergence divergence(Observation inode) {
        return new Divergence(
                List.of(Clause.I8),
                ts,
                cpu,
                tid,
                Divergences.page(dev, ino, index),
                IMPOSSIBLE.expected(),
                IMPOSSIBLE.observed(),
                "size " + size,
                List.of(
                        ts + " cpu " + cpu + " tid " + tid + " mkwrite_end",
                        EventChains.line(inode) + ' ' + inode.value()),
                "size",
                1);
    }
}
