// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known of file systems, by device: how they lock and write, as their page_mkwrite tells, and whether they are frozen. */
final class FileSystems {
    /** Bits of a page_mkwrite's begin: see {@link ObservationKind#MKWRITE_BEGIN}. */
    private static final long JOURNALS_DATA = 2;

    private static final long LOCKS_INVALIDATION = 4;

    private static final Step.Impossible<Void> FROZEN = new Step.Impossible<>(
            Clause.I18.bit(), "page_mkwrite waits until its file system is thawed", "it succeeded while it was frozen");

    private final Tally tally;
    private final Map<Long, Long> kinds = new HashMap<>();
    private final Map<Long, Long> frozen = new HashMap<>();
    private long lastDev = Observation.UNKNOWN;
    private long lastKind;

    FileSystems(Tally tally) {
        this.tally = tally;
    }

    /** A page_mkwrite begins: it tells what kind of file system it is. */
    void seen(Observation mkwrite) {
        if (mkwrite.value() != Observation.UNKNOWN && (mkwrite.dev() != lastDev || mkwrite.value() != lastKind)) {
            lastDev = mkwrite.dev();
            lastKind = mkwrite.value();
            kinds.put(lastDev, lastKind);
        }
    }

    /** Whether page_mkwrite was seen for a file system. */
    boolean announces(long dev) {
        return kinds.containsKey(dev);
    }

    /** Whether a file system is known to start writeback of all that it cleans. */
    boolean startsWriteback(long dev) {
        Long kind = kinds.get(dev);
        return kind != null && (kind & JOURNALS_DATA) == 0;
    }

    boolean locksInvalidation(long dev) {
        Long kind = kinds.get(dev);
        return kind != null && (kind & LOCKS_INVALIDATION) != 0;
    }

    void frozen(Observation freeze) {
        tally.taken(Clause.Z1);
        frozen.put(freeze.dev(), freeze.ts());
    }

    void thawing(Observation thaw) {
        frozen.remove(thaw.dev());
    }

    /** A page_mkwrite of a file system that holds off a freeze succeeded. */
    void succeeded(WriteCall thread, Observation mkwrite, boolean seesFreezes) {
        if (!thread.guards || !seesFreezes) {
            return;
        }
        Long since = frozen.isEmpty() ? null : frozen.get(thread.dev);
        if (since == null) {
            tally.held(Clause.I18.bit());
            return;
        }
        tally.violated(
                FROZEN,
                () -> Divergences.of(
                        mkwrite,
                        thread.subject(),
                        FROZEN,
                        "frozen",
                        List.of(since + " frozen", EventChains.line(mkwrite)),
                        "frozen"));
    }

    void forgetAll() {
        frozen.clear();
    }
}
