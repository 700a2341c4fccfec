// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Folios: takes each through the folio model and keeps what is known of it. */
final class FolioReplay {
    private final FolioModel model;
    private final Evidence evidence;
    private final KernelProfile profile;
    private final Tally tally;
    private final FileSystems systems;
    private final InodeTable inodes;
    private final FolioTable folios;
    private final Unwritten unwritten;
    private final PageCounter pages = new PageCounter();
    /** The last page_mkwrite on a page whose folio is not known for certain, and its file. */
    private long unplacedIno = Observation.UNKNOWN;

    private long unplacedTs = Long.MIN_VALUE;

    FolioReplay(Surroundings around) {
        this.profile = around.profile();
        this.model = new FolioModel(profile);
        this.evidence = around.evidence();
        this.tally = around.tally();
        this.systems = around.systems();
        this.inodes = around.inodes();
        this.folios = new FolioTable(model.unknown());
        this.unwritten = new Unwritten(tally);
    }

    /**
     * Takes a folio through one observation.
     *
     * @return pages of the folio, 0 if not known
     */
    int accept(Observation observation, WriteCall thread) {
        if (observation.dev() == Observation.UNKNOWN) {
            folios.forget(observation.ino(), observation.index());
            return count(observation, 0);
        }
        int slot = folios.slot(observation.dev(), observation.ino(), observation.index());
        if (observation.pages() > 0) {
            folios.resize(slot, observation.pages());
        }
        int size = count(observation, profile.largeFolios() ? folios.pages(slot) : 1);
        folios.note(slot, observation);
        Facts<FolioFact> before = folios.state(slot);
        if (observation.kind() == ObservationKind.FOLIO_DIRTIED) {
            attribute(slot, before, observation, thread);
        }
        Step<Facts<FolioFact>> step = model.step(judged(before, observation), observation);
        if (step instanceof Step.Impossible<Facts<FolioFact>> impossible) {
            tally.violated(impossible, () -> describe(slot, before, observation, impossible));
            step = model.step(model.unknown(), observation);
        }
        if (step instanceof Step.Next<Facts<FolioFact>> next) {
            tally.held(next.held());
            Facts<FolioFact> after = evidence.lasting(next.state());
            folios.put(slot, after);
            if (before != after) {
                changed(slot, before, after, observation);
            }
        }
        return size;
    }

    /** Where dropped dirty bits are not recorded, a folio that leaves may have lost its own just before. */
    private Facts<FolioFact> judged(Facts<FolioFact> folio, Observation observation) {
        boolean unseen = observation.kind() == ObservationKind.FOLIO_REMOVED
                && !evidence.has(ObservationKind.FOLIO_CANCELLED)
                && folio.is(FolioFact.DIRTY);
        return unseen ? folio.with(FolioFact.DIRTY, Truth.UNKNOWN) : folio;
    }

    /** D3 and D4: whose doing a dirty event is, where that tells. */
    private void attribute(int slot, Facts<FolioFact> before, Observation dirtied, WriteCall thread) {
        if (thread.writing) {
            tally.held(Clause.D3.bit());
        } else if (thread.unmapping != Observation.UNKNOWN && !thread.open) {
            zapped(slot, before, dirtied, thread);
        }
    }

    private void zapped(int slot, Facts<FolioFact> before, Observation dirtied, WriteCall thread) {
        boolean after = thread.unmapping > folios.since(slot);
        boolean placed = dirtied.ino() != unplacedIno || unplacedTs < folios.since(slot);
        boolean decides = after && placed;
        Facts<FolioFact> known = decides ? before : before.with(FolioFact.WRITABLE, Truth.UNKNOWN);
        Step<Facts<FolioFact>> step = model.zapped(known);
        if (step instanceof Step.Impossible<Facts<FolioFact>> impossible) {
            tally.violated(impossible, () -> describe(slot, before, dirtied, impossible));
        } else if (step instanceof Step.Next<Facts<FolioFact>> next) {
            tally.held(next.held());
        }
    }

    /** What changed of a folio changes what is known of its file. */
    private void changed(int slot, Facts<FolioFact> before, Facts<FolioFact> after, Observation observation) {
        boolean wasDirty = before.is(FolioFact.DIRTY);
        boolean isDirty = after.is(FolioFact.DIRTY);
        boolean cleared = observation.kind() == ObservationKind.FOLIO_CLEANED && after.isNot(FolioFact.DIRTY);
        if (cleared ? observation.value() != 0 : wasDirty && !isDirty) {
            pages.cleaned(folios.pages(slot));
        }
        if (wasDirty != isDirty) {
            folios.since(slot, observation.ts());
            dirty(inodes.inode(observation), isDirty, observation);
        } else if (observation.kind() == ObservationKind.FOLIO_CLEANED) {
            folios.since(slot, observation.ts());
        }
        if (before.is(FolioFact.OPEN) && observation.kind() != ObservationKind.FOLIO_CLEANED) {
            unwritten.remove(observation);
        }
        if (observation.kind() == ObservationKind.WRITEBACK_BEGIN) {
            begins(inodes.inode(observation));
        }
        if (after.is(FolioFact.OPEN) && !before.is(FolioFact.OPEN)) {
            open(slot, observation);
        }
    }

    private void begins(Inode inode) {
        if (!inode.writtenBack) {
            inode.writtenBack = true;
            unwritten.begins(inode);
        }
    }

    private void open(int slot, Observation cleaned) {
        Inode inode = inodes.inode(cleaned);
        if (inode.size != Observation.UNKNOWN && profile.position(cleaned.index()) >= inode.size) {
            tally.taken(Clause.C4);
        } else if (inode.writtenBack || systems.startsWriteback(inode.dev)) {
            unwritten.add(cleaned, inode, folios.chain(slot));
        } else {
            unwritten.addWaiting(cleaned, inode, folios.chain(slot));
        }
    }

    private static void dirty(Inode inode, boolean isDirty, Observation observation) {
        if (!isDirty) {
            inode.dirtyFolios = Math.max(0, inode.dirtyFolios - 1);
            return;
        }
        inode.dirtyFolios++;
        if (inode.dirtySince == Observation.UNKNOWN) {
            inode.dirtySince = observation.ts();
        }
    }

    private int count(Observation observation, int size) {
        pages.add(observation.kind(), size, profile.largeFolios());
        return size;
    }

    /** While events are being lost only sums can be kept, as lower bounds. */
    void acceptBlind(Observation observation) {
        count(observation, 0);
        pages.lost();
    }

    void forgetAll() {
        folios.forgetAll();
        unwritten.forgetAll();
        pages.lost();
    }

    /** What is known of the folio that holds the page of {@code mkwrite}. */
    Facts<FolioFact> holding(Observation mkwrite) {
        int slot = folios.holding(mkwrite.dev(), mkwrite.ino(), mkwrite.index());
        folios.note(slot, mkwrite);
        return folios.state(slot);
    }

    /** A page_mkwrite of the page of {@code mkwrite} succeeded. */
    void announced(WriteCall call, Observation mkwrite) {
        int slot = folios.holding(call.dev, call.ino, call.index);
        if (profile.largeFolios() && folios.pages(slot) == 0) {
            unplacedIno = call.ino;
            unplacedTs = mkwrite.ts();
        }
        tally.held(call.trapped ? Clause.I2.bit() : Clauses.NONE);
        folios.put(slot, folios.state(slot).with(FolioFact.WRITABLE, Truth.TRUE));
    }

    /** The last observations of the folio that holds the page of {@code call}. */
    List<String> chain(WriteCall call) {
        return folios.chain(folios.holding(call.dev, call.ino, call.index));
    }

    /** The last observations of a folio, and {@code last}. */
    List<String> chain(Inode inode, long index, Observation last) {
        List<String> chain = new ArrayList<>(folios.chain(folios.slot(inode.dev, inode.ino, index)));
        chain.add(EventChains.line(last));
        return chain;
    }

    /** A folio of the file that is dirty, and was since before {@code ts}; {@link Observation#UNKNOWN} if there is none. */
    long stayedDirty(Inode inode, long ts) {
        if (inode.dirtyFolios == 0) {
            return Observation.UNKNOWN;
        }
        int[] dirty = folios.of(inode)
                .filter(slot -> folios.state(slot).is(FolioFact.DIRTY))
                .toArray();
        inode.dirtyFolios = dirty.length;
        for (int slot : dirty) {
            if (folios.since(slot) < ts) {
                return folios.index(slot);
            }
        }
        return Observation.UNKNOWN;
    }

    /** Hands a page's life an observation that was taken. */
    void tell(PageLife life, Observation observation) {
        int slot =
                folios.holding(life.page().dev(), life.page().ino(), life.page().index());
        life.add(
                observation,
                folios.index(slot),
                folios.pages(slot),
                folios.state(slot).toString());
    }

    Unwritten unwritten() {
        return unwritten;
    }

    PageCounter pages() {
        return pages;
    }

    Counters counters() {
        return pages.counters();
    }

    private Divergence describe(
            int slot, Facts<FolioFact> before, Observation observation, Step.Impossible<Facts<FolioFact>> impossible) {
        return Divergences.of(
                observation,
                Divergences.page(observation.dev(), observation.ino(), observation.index()),
                impossible,
                before.toString(),
                new ArrayList<>(folios.chain(slot)),
                (impossible.broken() & Clause.I2.bit()) != 0
                        ? Divergences.name(FolioFact.WRITABLE)
                        : excuse(before, observation));
    }

    private @Nullable String excuse(Facts<FolioFact> before, Observation observation) {
        for (FolioFact fact : FolioFact.values()) {
            if (model.step(before.with(fact, Truth.UNKNOWN), observation) instanceof Step.Next<?>) {
                return Divergences.name(fact);
            }
        }
        return null;
    }
}
