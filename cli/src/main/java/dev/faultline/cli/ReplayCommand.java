// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.replay.Replay;
import dev.faultline.analysis.replay.ReplayResult;
import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.Needs;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the fault model over a recording. */
@Command(
        name = "replay",
        header = "Replay a capture through the reference fault model and say where it diverges.",
        description = {
            "The model takes every recorded fault, store, clean and writeback, and says when a correct kernel could not have behaved "
                    + "like this. Every invariant tells how often it was checked; one that could not be checked says why. "
                    + "Predicted counters stand beside the observed ones."
        },
        footer = {
            "",
            "Examples:",
            "  faultline replay trace.dat",
            "  faultline replay trace.dat --format json | jq .divergences",
            "",
            "Next: 'faultline explain I3' says what an invariant means."
        })
final class ReplayCommand implements Callable<Integer>, ExitCodes {
    private final Console console;

    @Mixin
    private CaptureArgument capture = new CaptureArgument();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public List<ExitCode> exitCodes() {
        return OF_VERDICTS;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        EventSet events = Replay.needs().and(Needs.events("dirty_state"));
        try (TraceDatabase database = new Loading(console, selection).open(capture.text(), events)) {
            List<ReplayResult> results = database.captures().stream()
                    .map(one -> Replay.run(database, one))
                    .toList();
            ReplayOutput output = new ReplayOutput(new CaptureHeading(database), results, new ObservedPages(database));
            console.out().print(format.json() ? output.json() : output.text());
            return exit(results).code();
        }
    }

    /** A replay is asked for by name: one that could check nothing at all is no clean one. */
    private static ExitCode exit(List<ReplayResult> results) {
        if (results.stream().anyMatch(result -> !result.divergences().isEmpty())) {
            return ExitCode.VIOLATED;
        }
        boolean checked = results.stream()
                .allMatch(result -> result.invariants().stream().anyMatch(invariant -> invariant.checked() > 0));
        return checked ? ExitCode.DONE : ExitCode.INCONCLUSIVE;
    }
}
