// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.compare.Comparison;
import dev.faultline.analysis.compare.Run;
import dev.faultline.analysis.compare.RunReader;
import dev.faultline.analysis.compare.Settings;
import dev.faultline.analysis.latency.Dimension;
import dev.faultline.analysis.latency.Metric;
import dev.faultline.analysis.rules.RuleCatalogue;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares captures with captures. */
@Command(
        name = "compare",
        header =
                "Say whether page faults and page_mkwrite got slower, with confidence intervals, or break a rule they kept.",
        description = {
            "Each capture is a run; runs are the unit of inference. Calls are compared within strata (--by), because a change of the mix "
                    + "changes the whole without any call being slower; the mix has rows of its own. Intervals come from a hierarchical "
                    + "bootstrap: runs are drawn, and in each its blocks of 10 s. P values are adjusted by Holm over all quantiles and "
                    + "strata. Calls that were not seen to end count as lasting from what was seen to for ever.",
            "A quantile is a regression when the interval of new/base lies above 1.05, the difference exceeds 20 us and twice the cost "
                    + "of measuring, and the adjusted p value is at most 0.05; an improvement symmetrically; equivalent when the "
                    + "interval lies in 0.95 to 1.05; otherwise inconclusive. With fewer than five runs on a side the numbers are "
                    + "descriptive, no inference."
        },
        footer = {
            "",
            "Examples:",
            "  faultline compare old-*.dat --with new-*.dat",
            "  faultline compare old.dat --with new.dat --metric L_logical --by kind,throttled",
            "  faultline compare old-*.dat --with new-*.dat --gate 'p99<1.05' --format junit > latency.xml",
            "",
            "--gate alone fails (exit 1) on a regression of any quantile of the first metric and on a rule that only the new side "
                    + "violates, and gives 3 when its p99 cannot be judged. --gate 'p99<1.05' fails when the interval of a stratum "
                    + "lies at or above 1.05, and gives 3 when it does not lie below, or nothing is inferred. Without --gate the exit "
                    + "code says nothing about the answer.",
            "",
            "Next: 'faultline latency CAPTURE' says what the time of one capture went into."
        })
final class CompareCommand implements Callable<Integer>, ExitCodes {
    private final Console console;

    @Parameters(index = "0..*", arity = "1..*", paramLabel = "BASE", description = "Captures of the base side.")
    private List<String> base = new ArrayList<>();

    @Option(
            names = {"--with", "--new"},
            paramLabel = "NEW",
            arity = "1..*",
            required = true,
            description = "Captures of the new side.")
    private List<String> changed = new ArrayList<>();

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            split = ",",
            description =
                    "L_fs, L_fault, L_store, L_logical; may be a list, whose first is the one that counts for --gate. "
                            + "Default: L_fs,L_logical.")
    private List<String> metrics = new ArrayList<>(List.of("L_fs", "L_logical"));

    @Option(
            names = "--by",
            paramLabel = "DIMS",
            split = ",",
            description = "Strata, as in 'latency'. Default: kind. --by all compares all calls of a metric as one.")
    private List<String> by = new ArrayList<>(List.of("kind"));

    @Option(
            names = "--slo",
            paramLabel = "LIST",
            split = ",",
            description = "Compare the share of calls that last longer than these times. Default: 1ms,10ms,100ms.")
    private List<String> slo = new ArrayList<>(List.of("1ms", "10ms", "100ms"));

    @Option(
            names = "--overhead",
            paramLabel = "TIME",
            defaultValue = "0ns",
            description =
                    "What recording costs each call, as measured on this machine: a difference below twice this is none. "
                            + "Default: not known (0ns).")
    private String overhead = "0ns";

    @Option(
            names = "--replicates",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Bootstrap replicates. Default: ${DEFAULT-VALUE}.")
    private int replicates = 2_000;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the bootstrap. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--no-rules", description = "Compare latency only, not what the rules of 'check' find.")
    private boolean noRules;

    @Option(
            names = "--gate",
            paramLabel = "QUANTILE<RATIO",
            arity = "0..1",
            fallbackValue = CompareGate.VERDICT,
            split = ",",
            description = "Give an exit code for a test: see below. May be a list, such as 'p50<1.02,p99<1.05'.")
    private List<String> gates = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json or junit. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TEXT;

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    /** Who reads the answer. */
    private enum Format {
        TEXT,
        JSON,
        JUNIT
    }

    CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public List<ExitCode> exitCodes() {
        return OF_VERDICTS;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (replicates < 100) {
            throw new UsageException("--replicates " + replicates + ": at least 100 are needed");
        }
        List<Metric> asked = LatencyWords.metrics(metrics);
        List<Dimension> dimensions = by.equals(List.of("all")) ? List.of() : LatencyWords.dimensions(by);
        List<CompareGate> gate = gates.stream().map(CompareGate::parse).toList();
        Settings settings = new Settings(
                replicates,
                seed,
                Duration.parse(overhead),
                slo.stream().map(Duration::parse).toList());
        RunReader reader = new RunReader(
                asked,
                dimensions,
                noRules ? List.of() : RuleCatalogue.standard().ids());
        Comparison comparison = Comparison.of(runs(base, reader), runs(changed, reader), settings);
        CompareOutput output = new CompareOutput(comparison, settings, asked.get(0), gate);
        console.out()
                .print(
                        switch (format) {
                            case TEXT -> output.text();
                            case JSON -> new CompareJson(output).page();
                            case JUNIT -> new CompareJunit(output).page();
                        });
        return output.exit().code();
    }

    /** One capture is open at a time. */
    private List<Run> runs(List<String> captures, RunReader reader) throws IOException, InterruptedException {
        List<Run> runs = new ArrayList<>();
        for (String capture : captures) {
            try (TraceDatabase database = new Loading(console, selection).open(capture, reader.events())) {
                runs.addAll(reader.read(database));
            }
        }
        return runs;
    }
}
