// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import dev.faultline.analysis.replay.Pte.FilePage;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Ptes: takes each through the pte model. One of an address whose mapping and process are unknown is not modelled. */
final class PteReplay {
    private final PteModel model = new PteModel();
    private final KernelProfile profile;
    private final Evidence evidence;
    private final Tally tally;
    private final NavigableMap<Pte.Key, Pte> ptes = new TreeMap<>();
    /** The ptes of a page of a file, of those that a write fault filled. */
    private final NavigableMap<FilePage, List<Pte>> ofFile = new TreeMap<>();

    PteReplay(KernelProfile profile, Evidence evidence, Tally tally) {
        this.profile = profile;
        this.evidence = evidence;
        this.tally = tally;
    }

    /** F2: a read fault of {@code thread} on a file mapping returned. */
    void read(WriteCall thread, Observation fault) {
        Pte.Key key = key(thread);
        Pte known = ptes.get(key);
        Pte pte = known == null
                ? new Pte(key, new FilePage(fault.dev(), fault.ino(), Observation.UNKNOWN), model.unknown())
                : known;
        if (model.step(pte.state, fault) instanceof Step.Next<Facts<PteFact>> next) {
            tally.held(next.held());
            keep(pte, next.state(), fault);
        }
    }

    /** F3 or F4: a write fault of {@code call} returned, in which page_mkwrite was called. */
    void written(WriteCall call, Observation fault) {
        Pte.Key key = key(call);
        FilePage file = new FilePage(call.dev, call.ino, call.index);
        Pte pte = pte(key, file);
        Facts<PteFact> filled = model.written(pte.state, call.facts, fault.value());
        keep(pte, evidence.seesCleaning() ? filled : filled.with(PteFact.WRITABLE, Truth.UNKNOWN), fault);
        if (pte.state.is(PteFact.WRITABLE)) {
            List<Pte> all = ofFile.computeIfAbsent(file, page -> new ArrayList<>(1));
            if (!all.contains(pte)) {
                all.add(pte);
            }
        }
    }

    /**
     * A store fault on a shared mapping returned without page_mkwrite. That makes nothing writable where the file system has one: of a
     * pte known to be read-only nothing was there to be mended ("notification before the pte becomes writable").
     */
    void unannounced(WriteCall thread, Observation fault, boolean announces) {
        Pte pte = ptes.get(key(thread));
        if (pte == null || !announces || !evidence.has(ObservationKind.MKWRITE_BEGIN)) {
            return;
        }
        Step<Facts<PteFact>> step = model.unannounced(pte.state, fault.value());
        if (step instanceof Step.Impossible<Facts<PteFact>> impossible) {
            tally.violated(impossible, () -> describe(pte, pte.state, fault, impossible));
            pte.state = model.unknown();
        }
    }

    /** The pte known by {@code key} if it maps {@code file}, else a new one: something was mapped there unseen. */
    private Pte pte(Pte.Key key, FilePage file) {
        Pte known = ptes.get(key);
        if (known != null && known.file.equals(file)) {
            return known;
        }
        if (known != null) {
            known.state = model.unknown();
        }
        return new Pte(key, file, model.unknown());
    }

    private Pte.Key key(WriteCall call) {
        return new Pte.Key(profile.page(call.address), call.space);
    }

    private void keep(Pte pte, Facts<PteFact> state, Observation fault) {
        if (pte.key.space() != Observation.UNKNOWN) {
            pte.fill(state, fault);
            ptes.put(pte.key, pte);
        }
    }

    /** C1 and removals: an observation of a folio of {@code pages} pages (0: not known) concerns the ptes of its pages. */
    void folio(Observation folio, int pages) {
        switch (folio.kind()) {
            case FOLIO_ADDED, FOLIO_REMOVED, FOLIO_CLEANED, FOLIO_CANCELLED -> {
                if (folio.dev() == Observation.UNKNOWN) {
                    forget(ofFile);
                } else {
                    concern(folio, pages);
                }
            }
            default -> {}
        }
    }

    private void concern(Observation folio, int pages) {
        FilePage head = new FilePage(folio.dev(), folio.ino(), folio.index());
        if (pages == 1) {
            List<Pte> all = ofFile.get(head);
            if (all != null && isEmptyAfter(all, folio)) {
                ofFile.remove(head);
            }
            return;
        }
        long last = Math.max(folio.index(), folio.index() + pages - 1);
        step(ofFile.subMap(head, true, new FilePage(folio.dev(), folio.ino(), last), true), folio);
        if (pages == 0) {
            forget(ofFile.subMap(head, false, lastOf(folio), true));
        }
    }

    /** Folios behind the new end of the file are gone. */
    void truncated(Observation inode) {
        FilePage first = new FilePage(inode.dev(), inode.ino(), profile.page(inode.value() + profile.position(1) - 1));
        step(ofFile.subMap(first, true, lastOf(inode), true), inode);
    }

    private static FilePage lastOf(Observation inode) {
        return new FilePage(inode.dev(), inode.ino(), Long.MAX_VALUE);
    }

    /** Steps ptes of a file, and drops those of which the file needs to know nothing any more. */
    private void step(NavigableMap<FilePage, List<Pte>> pages, Observation observation) {
        pages.values().removeIf(all -> isEmptyAfter(all, observation));
    }

    private boolean isEmptyAfter(List<Pte> all, Observation observation) {
        all.forEach(pte -> step(pte, observation));
        all.removeIf(this::isGone);
        return all.isEmpty();
    }

    /** A pte that maps nothing is forgotten: what is known of it lives as long as its page. */
    private boolean isGone(Pte pte) {
        boolean gone = !pte.state.is(PteFact.MAPPED);
        if (gone) {
            ptes.remove(pte.key, pte);
        }
        return gone;
    }

    private void step(Pte pte, Observation observation) {
        // A large folio may have been split unseen, so a cleaning decides I1 for its first page only.
        boolean decides = pte.file.index() == observation.index();
        Facts<PteFact> before = decides ? pte.state : pte.state.with(PteFact.WRITABLE, Truth.UNKNOWN);
        Step<Facts<PteFact>> step = model.step(before, observation);
        if (step instanceof Step.Next<Facts<PteFact>> next) {
            tally.held(next.held());
            pte.state = next.state();
        } else if (step instanceof Step.Impossible<Facts<PteFact>> impossible) {
            tally.violated(impossible, () -> describe(pte, before, observation, impossible));
            pte.state = model.unknown();
        }
    }

    /** Nothing is known of these ptes any more. */
    private void forget(NavigableMap<FilePage, List<Pte>> pages) {
        pages.values().forEach(all -> all.forEach(pte -> pte.state = model.unknown()));
        pages.clear();
    }

    /** V1: ptes of the thread's own faults are gone; whether others in the range are of the same process is not known. */
    void unmapped(Observation range) {
        tally.held(Clause.V1.bit());
        Pte.Key first = new Pte.Key(profile.page(range.address()), Long.MIN_VALUE);
        Pte.Key end = new Pte.Key(profile.page(range.address() + range.value() - 1) + 1, Long.MIN_VALUE);
        if (range.value() > 0 && first.compareTo(end) < 0) {
            ptes.subMap(first, end).values().forEach(pte -> {
                if (pte.tid == range.tid()) {
                    step(pte, range);
                } else {
                    pte.state = model.unknown();
                }
            });
        }
    }

    /** V1: what a thread left behind, the last one of its process takes with it. */
    void exited(Observation exit) {
        tally.held(Clause.V1.bit());
        ptes.values().removeIf(pte -> {
            boolean left = pte.tid == exit.tid();
            if (left) {
                step(pte, exit);
            }
            return left;
        });
    }

    void forgetAll() {
        ptes.clear();
        ofFile.clear();
    }

    private static Divergence describe(
            Pte pte, Facts<PteFact> before, Observation observation, Step.Impossible<Facts<PteFact>> impossible) {
        return Divergences.of(
                observation,
                Divergences.page(pte.file.dev(), pte.file.ino(), pte.file.index()),
                impossible,
                before.toString(),
                List.of(pte.origin(), EventChains.line(observation)),
                Divergences.name(PteFact.WRITABLE));
    }
}
