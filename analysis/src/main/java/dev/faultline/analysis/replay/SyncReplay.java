// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.List;

/** W2: syncs of files, what they leave dirty (I11), and the errors they report (I15). */
final class SyncReplay {
    /** The dirty event comes before the tag that a sync looks for is set, under one lock: it may be this early [ns]. */
    private static final long MARGIN = 1_000_000L;

    private static final Step.Impossible<Void> LEFT = new Step.Impossible<>(
            Clause.I11.bit(),
            "a sync cleans every folio that was dirty before it began",
            "a folio stayed dirty throughout a sync that returned 0");

    private static final Step.Impossible<Void> SILENT = new Step.Impossible<>(
            Clause.I15.bit(),
            "the next sync of the file returns the error that writeback recorded",
            "it returned 0, and no open file was told");

    private static final Step.Impossible<Void> TWICE = new Step.Impossible<>(
            Clause.I15.bit(), "an open file is told of an error once", "it is told again, and no other was recorded");

    private final Evidence evidence;
    private final Tally tally;
    private final FolioReplay folios;
    private final InodeTable inodes;
    private final ThreadTable<Sync> syncs = new ThreadTable<>(tid -> new Sync());

    /** A thread's sync under way. */
    private static final class Sync {
        boolean open;
        boolean whole;
        long began;
        long ino;
        int dirty;
    }

    SyncReplay(Evidence evidence, Tally tally, FolioReplay folios, InodeTable inodes) {
        this.evidence = evidence;
        this.tally = tally;
        this.folios = folios;
        this.inodes = inodes;
    }

    void begins(Observation sync) {
        Sync mine = syncs.thread(sync.tid());
        mine.open = true;
        mine.whole = sync.value() == 1;
        mine.began = sync.ts();
        mine.ino = sync.ino();
        mine.dirty = inodes.inode(sync).dirtyFolios;
    }

    void ends(Observation sync) {
        tally.held(Clause.W2.bit());
        Sync mine = syncs.thread(sync.tid());
        boolean same = mine.open && mine.ino == sync.ino();
        mine.open = false;
        if (!same || sync.value() != 0) {
            return;
        }
        Inode inode = inodes.inode(sync);
        folios.unwritten().synced(inode, sync.tid(), mine.began);
        if (mine.whole && mine.dirty > 0 && evidence.seesCleaning()) {
            left(sync, inode, mine.began);
        }
        if (inode.error != 0 && inode.errorTs < mine.began) {
            tally.violated(SILENT, () -> error(sync, inode, SILENT));
            inode.error = 0;
        }
    }

    private void left(Observation sync, Inode inode, long began) {
        long index = folios.stayedDirty(inode, began - MARGIN);
        if (index == Observation.UNKNOWN) {
            tally.held(Clause.I11.bit());
        } else {
            tally.violated(
                    LEFT,
                    () -> Divergences.of(
                            sync,
                            Divergences.page(inode.dev, inode.ino, index),
                            LEFT,
                            "dirty",
                            folios.chain(inode, index, sync),
                            "dirty"));
        }
    }

    /** An error was recorded: every open file is to be told. */
    void failed(Observation error) {
        Inode inode = inodes.inode(error);
        inode.error = 1;
        inode.errorTs = error.ts();
        inode.toldFile = Observation.UNKNOWN;
    }

    void told(Observation report) {
        Inode inode = inodes.inode(report);
        if (inode.toldFile == report.address() && report.address() != Observation.UNKNOWN) {
            tally.violated(TWICE, () -> error(report, inode, TWICE));
        } else {
            tally.held(Clause.I15.bit());
        }
        inode.error = 0;
        inode.toldFile = report.address();
    }

    private static Divergence error(Observation observation, Inode inode, Step.Impossible<Void> wrong) {
        return Divergences.of(
                observation,
                inode.subject(),
                wrong,
                "error recorded",
                List.of(inode.errorTs + " error_set", EventChains.line(observation)),
                "error");
    }

    void forgetAll() {
        syncs.all().forEach(sync -> sync.open = false);
    }
}
