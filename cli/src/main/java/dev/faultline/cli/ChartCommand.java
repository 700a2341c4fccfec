// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.chart.ChartOptions;
import dev.faultline.analysis.chart.Charts;
import dev.faultline.analysis.chart.Theme;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws charts. */
@Command(
        name = "chart",
        header = "Draw the charts of a performance report as SVG, PNG or PDF files.",
        description = {
            "A chart names its kernel, file system, number of samples and losses. A chart whose events the capture lacks says so "
                    + "instead of showing an empty plot. Without CHART, all charts are drawn."
        },
        footer = {
            "",
            "Examples:",
            "  faultline chart trace.dat -o charts/",
            "  faultline chart trace.dat mkwrite-latency-heatmap -o charts/ --type png --theme dark",
            "",
            "Next: 'faultline explain' lists the charts; 'faultline explain CHART' says how one is made."
        })
final class ChartCommand implements Callable<Integer>, ExitCodes {
    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "CAPTURE... [CHART...]",
            hideParamSyntax = true,
            description = {CaptureArgument.MEANING, "Behind them: names of charts."})
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "Directory for the files, CHART.svg and so on; made when it does not exist.")
    private Path output = Path.of("");

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "svg",
            description = "svg, png (twice the size, for sharp screens) or pdf. Default: ${DEFAULT-VALUE}.")
    private ChartOptions.Type type = ChartOptions.Type.SVG;

    @Option(
            names = "--theme",
            paramLabel = "THEME",
            defaultValue = "light",
            description = "light or dark. Default: ${DEFAULT-VALUE}.")
    private Theme theme = Theme.LIGHT;

    @Option(
            names = "--csv",
            description =
                    "Also write the data of each chart beside it, as CHART.csv: every row, nothing thinned or rounded.")
    private boolean csv;

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    ChartCommand(Console console) {
        this.console = console;
    }

    @Override
    public List<ExitCode> exitCodes() {
        return OF_ANSWERS;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> captures = captures();
        List<String> charts = words.subList(captures.size(), words.size());
        List<String> ids = charts.isEmpty() ? Charts.ids() : charts;
        Output.requireDirectory(output);
        try (TraceDatabase database = new Loading(console, selection).open(captures, Charts.events(ids))) {
            Output.write(
                    output,
                    () -> Charts.render(database, ids, new ChartOptions(type, theme, output, csv))
                            .forEach(console.out()::println));
        }
        return ExitCode.DONE.code();
    }

    /** The words up to the first that is the name of a chart, or no file and so was to be one. */
    private List<String> captures() {
        int count = 1;
        while (count < words.size() && !Charts.ids().contains(words.get(count)) && isFile(words.get(count))) {
            count++;
        }
        for (String id : words.subList(count, words.size())) {
            if (!Charts.ids().contains(id)) {
                throw new UsageException("no chart '" + id + "'; there are " + String.join(", ", Charts.ids()));
            }
        }
        return words.subList(0, count);
    }

    private static boolean isFile(String word) {
        return word.equals("-") || Files.exists(Path.of(word));
    }
}
