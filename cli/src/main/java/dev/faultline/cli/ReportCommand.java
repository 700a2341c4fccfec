// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.check.Check;
import dev.faultline.analysis.check.CheckReport;
import dev.faultline.analysis.check.CheckRequest;
import dev.faultline.analysis.replay.Replay;
import dev.faultline.analysis.replay.ReplayResult;
import dev.faultline.analysis.report.HtmlReport;
import dev.faultline.analysis.report.ReportInput;
import dev.faultline.analysis.rules.RuleCatalogue;
import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All of it on one page. */
@Command(
        name = "report",
        header = "Write everything there is to say about a capture into one self-contained HTML file.",
        description = {
            "What the capture is, what was lost, findings of the rules, divergences from the fault model, latency percentiles and "
                    + "charts. The file needs no network and no other file; names from the capture are escaped. Findings do "
                    + "not change the exit code: 'check' and 'replay' are for that."
        },
        footer = {
            "",
            "Examples:",
            "  faultline report trace.dat -o report.html",
            "  faultline report trace.dat -o window.html --around 812.034561+-50ms",
            "",
            "Next: open the file in a browser; 'faultline explain NAME' says more on any rule, invariant or chart in it."
        })
final class ReportCommand implements Callable<Integer>, ExitCodes {
    private final Console console;

    @Mixin
    private CaptureArguments captures = new CaptureArguments();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The HTML file; one that exists is replaced.")
    private Path output = Path.of("");

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public List<ExitCode> exitCodes() {
        return OF_ANSWERS;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Output.requireFile(output);
        RuleCatalogue rules = RuleCatalogue.standard();
        CheckFile site = CheckFile.find(null, rules);
        List<String> ids = rules.ids().stream()
                .filter(id -> !site.config().off().contains(id))
                .toList();
        try (TraceDatabase database = new Loading(console, selection).open(captures.texts(), EventSet.ALL)) {
            CheckReport check = Check.run(database, rules, new CheckRequest(ids, Map.of(), site.config()));
            List<ReplayResult> replays = database.captures().stream()
                    .map(one -> Replay.run(database, one))
                    .toList();
            ReportInput input = ReportInput.of(database, check, replays);
            Output.write(output, () -> HtmlReport.write(input, output));
        }
        console.message("wrote %s", output);
        return ExitCode.DONE.code();
    }
}
