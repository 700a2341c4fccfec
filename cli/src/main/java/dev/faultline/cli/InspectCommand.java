// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.Inspection;
import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.Resources;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is in this capture. */
@Command(
        name = "inspect",
        header = "Say what is in a capture: format, kernel, clock, span, cpus, events, losses, damage.",
        description = {
            "Reads the whole capture, counts every event, and lists what was lost while recording and what is damaged. Start "
                    + "here: what was not recorded cannot be judged later."
        },
        footer = {
            "",
            "Examples:",
            "  faultline inspect trace.dat",
            "  faultline inspect trace.dat --format json | jq '.events[] | select(.records > 1000)'",
            "  faultline inspect trace.dat --events 'writeback.*' --cpu 0",
            "",
            "Next: 'faultline report CAPTURE -o report.html', or 'faultline query CAPTURE \"SHOW TABLES\"'."
        })
final class InspectCommand implements Callable<Integer>, ExitCodes {
    private final Console console;

    @Mixin
    private CaptureArgument capture = new CaptureArgument();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public List<ExitCode> exitCodes() {
        return OF_ANSWERS;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Inspected> captures = captures();
        if (format.json()) {
            List<?> all = captures.stream().map(Inspected::json).toList();
            console.out().println(Json.of(Inspected.map("format", "faultline.inspect", "version", 1, "captures", all)));
        } else {
            captures.forEach(one -> console.out().print(new InspectOutput(one).text()));
        }
        return damaged(captures) ? ExitCode.UNREADABLE.code() : ExitCode.DONE.code();
    }

    /** A whole capture is walked; a store, or a part of a capture, is asked. */
    private List<Inspected> captures() throws IOException, InterruptedException {
        Loading loading = new Loading(console, selection);
        Path path = loading.path(capture.text());
        if (!selection.narrows() && !Loading.isStore(path)) {
            try (ProgressLine progress = new ProgressLine(console)) {
                progress.at("reading", 0);
                return List.of(Inspected.of(Inspection.of(
                        path, loading.window(), Resources.standard().threads(), selection.formats())));
            }
        }
        try (TraceDatabase database = loading.openAsIs(List.of(path), EventSet.ALL)) {
            return new StoredInspection(database).captures();
        }
    }

    private boolean damaged(List<Inspected> captures) {
        boolean damaged = captures.stream().anyMatch(one -> !one.issues().isEmpty());
        if (damaged && selection.strict()) {
            console.message("faultline: not all of the capture can be read, and --strict refuses that");
        }
        return damaged && selection.strict();
    }
}
