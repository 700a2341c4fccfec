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
    private final FolioTable folios;
    private final PageCounter pages = new PageCounter();

    FolioReplay(KernelProfile profile, Evidence evidence, Tally tally) {
        this.model = new FolioModel(profile);
        this.profile = profile;
        this.evidence = evidence;
        this.tally = tally;
        this.folios = new FolioTable(model.unknown());
    }

    /**
     * Takes a folio through one observation.
     *
     * @return pages of the folio, 0 if not known
     */
    int accept(Observation observation) {
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
        Step<Facts<FolioFact>> step = model.step(before, observation);
        if (step instanceof Step.Impossible<Facts<FolioFact>> impossible) {
            tally.violated(impossible, () -> describe(slot, before, observation, impossible));
            step = model.step(model.unknown(), observation);
        }
        if (step instanceof Step.Next<Facts<FolioFact>> next) {
            tally.held(next.held());
            folios.put(slot, evidence.lasting(next.state()));
        }
        return size;
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
        pages.lost();
    }

    /** What is known of the folio that holds the page of {@code mkwrite}. */
    Facts<FolioFact> holding(Observation mkwrite) {
        int slot = folios.holding(mkwrite.dev(), mkwrite.ino(), mkwrite.index());
        folios.note(slot, mkwrite);
        return folios.state(slot);
    }

    /** The last observations of the folio that holds the page of {@code call}. */
    List<String> chain(WriteCall call) {
        return folios.chain(folios.holding(call.dev, call.ino, call.index));
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
                excuse(before, observation));
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
