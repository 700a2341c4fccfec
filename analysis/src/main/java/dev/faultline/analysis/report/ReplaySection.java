// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.Note;
import dev.faultline.analysis.chart.Unit;
import dev.faultline.analysis.replay.Counters;
import dev.faultline.analysis.replay.Divergence;
import dev.faultline.analysis.replay.InvariantResult;
import dev.faultline.analysis.replay.ReplayResult;
import dev.faultline.analysis.replay.TransitionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the reference fault model says: invariants, divergences, and the counters it predicts. */
final class ReplaySection {
    static final String ID = "replay";

    /** Divergences told in full; the table names all kinds. */
    private static final int IN_FULL = 20;

    private final ReportInput input;

    ReplaySection(ReportInput input) {
        this.input = input;
    }

    Section section() {
        List<Block> blocks = new ArrayList<>();
        if (input.replays().isEmpty()) {
            blocks.add(new Block.Paragraph("The capture was not replayed."));
        }
        for (int i = 0; i < input.replays().size(); i++) {
            if (input.replays().size() > 1) {
                blocks.add(new Block.Heading(input.captures().get(i).name(), "replay-" + i));
            }
            replay(input.captures().get(i), input.replays().get(i), blocks);
        }
        return new Section(ID, "Replay", blocks);
    }

    private void replay(CaptureFacts capture, ReplayResult replay, List<Block> blocks) {
        blocks.add(
                new Block.Paragraph(
                        Unit.COUNT.text(replay.observations())
                                + " observations were replayed through the reference fault model. A divergence is something no correct kernel"
                                + " does, as far as the model and the capture's evidence go. Where a fact is unknown the model does not object."));
        blocks.add(transitions(replay.transitions()));
        blocks.add(invariants(replay.invariants()));
        divergences(capture, replay.divergences(), blocks);
        ObservedCounters observed = input.observed().get(capture.id());
        if (replay.predicted().dirtied() == 0 && input.lacks("folio_dirtied")) {
            blocks.add(new Block.Callout(
                    State.UNKNOWN, "Pages that become dirty were not recorded: no number is predicted from them."));
        } else {
            blocks.add(counters(replay.predicted(), observed));
        }
        blocks.add(new Block.Paragraph(
                observed == null
                        ? "The kernel's own counters are not in the capture; record writeback:global_dirty_state to have them beside"
                                + " the prediction."
                        : "The prediction is for the whole capture; the kernel's counters are known only between their first and last"
                                + " reading, so the two differ by what happened outside of it."));
    }

    private static Block.Table transitions(List<TransitionResult> transitions) {
        List<List<Cell>> rows = transitions.stream()
                .map(t ->
                        List.of(Cell.of(t.id()), Cell.count(t.taken()), Cell.count(t.impossible()), Cell.of(t.title())))
                .toList();
        return new Block.Table(
                "Transitions of the model that the capture shows",
                List.of("id", "taken#", "impossible#", "what it is"),
                rows);
    }

    private static Block.Table invariants(List<InvariantResult> invariants) {
        List<List<Cell>> rows = invariants.stream()
                .map(i -> List.of(
                        Cell.of(i.id()),
                        Cell.badge(state(i), verdict(i)),
                        Cell.count(i.checked()),
                        Cell.count(i.held()),
                        Cell.count(i.violated()),
                        Cell.of(
                                i.notCheckable() == null
                                        ? i.title()
                                        : i.title() + ". Not checked: " + i.notCheckable())))
                .toList();
        return new Block.Table(
                "Invariants of the model",
                List.of("id", "verdict", "checked#", "held#", "violated#", "what holds in a correct kernel"),
                rows);
    }

    static State state(InvariantResult invariant) {
        if (invariant.violated() > 0) {
            return State.BAD;
        }
        return invariant.checked() > 0 ? State.GOOD : State.UNKNOWN;
    }

    private static String verdict(InvariantResult invariant) {
        if (invariant.violated() > 0) {
            return "violated";
        }
        return invariant.checked() > 0 ? "held" : "not checked";
    }

    private static void divergences(CaptureFacts capture, List<Divergence> divergences, List<Block> blocks) {
        if (divergences.isEmpty()) {
            blocks.add(new Block.Callout(State.GOOD, "No divergence."));
            return;
        }
        blocks.add(new Block.Table(
                "Divergences: the first of each kind, with the number of its kind",
                List.of("contradicts", "of its kind#", "since start#", "ts#", "cpu#", "tid#", "page", "observed"),
                divergences.stream().map(d -> row(capture, d)).toList()));
        for (Divergence divergence : divergences.subList(0, Math.min(IN_FULL, divergences.size()))) {
            String id = "divergence-" + capture.id() + "-" + divergences.indexOf(divergence);
            blocks.add(new Block.Heading(broken(divergence) + " at " + divergence.subject(), id));
            blocks.add(new Block.Facts(facts(divergence)));
        }
    }

    private static List<Cell> row(CaptureFacts capture, Divergence d) {
        return List.of(
                Cell.of(broken(d)),
                Cell.count(d.count()),
                capture.since(d.ts()),
                Cell.number(d.ts()),
                Cell.count(d.cpu()),
                Cell.number(d.tid()),
                Cell.of(d.subject()),
                Cell.of(d.observed()));
    }

    private static List<Note> facts(Divergence d) {
        List<Note> facts = new ArrayList<>();
        facts.add(new Note("expected", d.expected()));
        facts.add(new Note("observed", d.observed()));
        facts.add(new Note("known before", d.before()));
        String excuse = d.excuse();
        facts.add(new Note("would be possible if this were not known", excuse == null ? "no single fact" : excuse));
        facts.add(new Note("how it came to this", String.join(" → ", d.chain())));
        return facts;
    }

    static String broken(Divergence divergence) {
        return divergence.broken().stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    private static Block.Table counters(Counters predicted, @Nullable ObservedCounters observed) {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(counter("pages dirtied (nr_dirtied)", predicted, predicted.dirtied(), growth(observed, true)));
        rows.add(counter("pages written (nr_written)", predicted, predicted.written(), growth(observed, false)));
        String flight = predicted.inFlight() == 0 ? "the end was quiet" : "writeback had started and not ended";
        rows.add(counter("pages in flight at the end", predicted, predicted.inFlight(), flight));
        return new Block.Table(
                "Counters: what the events predict, and what the kernel counted",
                List.of("counter", "predicted#", "kernel's counter grew by"),
                rows);
    }

    private static List<Cell> counter(String name, Counters predicted, long pages, String observed) {
        String bound = predicted.lowerBound() && pages > 0 ? "at least " : "";
        return List.of(Cell.of(name), new Cell(bound + Unit.PAGES.text(pages), pages, State.PLAIN), Cell.of(observed));
    }

    private static String growth(@Nullable ObservedCounters observed, boolean dirtied) {
        return observed == null ? "not recorded" : observed.text(dirtied ? observed.dirtied() : observed.written());
    }
}
