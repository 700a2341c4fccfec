// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.latency.Dimension;
import dev.faultline.analysis.latency.Distribution;
import dev.faultline.analysis.latency.HdrHistograms;
import dev.faultline.analysis.latency.Latencies;
import dev.faultline.analysis.latency.LatencyAnalysis;
import dev.faultline.analysis.latency.Metric;
import dev.faultline.analysis.latency.SlowCall;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells how long faults took, and why. */
@Command(
        name = "latency",
        header = "Say how long page faults and page_mkwrite took, and what the slow ones waited for.",
        description = {
            "Four intervals, never mixed: L_fs is the file system's page_mkwrite; L_fault is handle_mm_fault of a fault that reached it; "
                    + "L_store is the exception with all of its calls; L_logical is an access with all its tries, the only one that "
                    + "compares between kernels that retry differently.",
            "Quantiles are measured values with 95 %% confidence intervals, and 'n too small' below ten calls in the tail. Calls that "
                    + "did not succeed stand apart; calls without a return count as lasting at least until they were last seen. "
                    + "The breakdown adds up to the measured time."
        },
        footer = {
            "",
            "Examples:",
            "  faultline latency trace.dat",
            "  faultline latency trace.dat --metric L_logical --by kind,file --slo 1ms,10ms",
            "  faultline latency trace.dat --call 17",
            "  faultline latency trace.dat --hdr mkwrite.hlog",
            "",
            "Next: 'faultline query' has the calls in view latency_call and their parts in latency_part."
        })
final class LatencyCommand implements Callable<Integer>, ExitCodes {
    private static final int SLOWEST = 10;

    private final Console console;

    @Mixin
    private CaptureArguments captures = new CaptureArguments();

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            split = ",",
            description = "L_fs, L_fault, L_store, L_logical; may be a list. Default: all.")
    private List<String> metrics = new ArrayList<>();

    @Option(
            names = "--by",
            paramLabel = "DIMS",
            split = ",",
            description =
                    "Divide calls by: kind (not present or write protect), dev, file, cpu, tid, attempts, result, throttled. May be "
                            + "a list.")
    private List<String> by = new ArrayList<>();

    @Option(
            names = "--slo",
            paramLabel = "LIST",
            split = ",",
            description =
                    "Tell which share of calls lasts longer than these times: 1ms,10ms. Units: ns, us, ms, s. Default: "
                            + "1ms,10ms,100ms.")
    private List<String> slo = new ArrayList<>(List.of("1ms", "10ms", "100ms"));

    @Option(
            names = "--call",
            paramLabel = "N",
            description =
                    "Print one call whole: the number that the list of slowest calls and view latency_call give it.")
    private @Nullable Long call;

    @Option(
            names = "--hdr",
            paramLabel = "FILE",
            description =
                    "Also write the distributions to this file as an HdrHistogram log (3 significant digits, nanoseconds).")
    private @Nullable Path hdr;

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    LatencyCommand(Console console) {
        this.console = console;
    }

    @Override
    public List<ExitCode> exitCodes() {
        return OF_ANSWERS;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Metric> asked = metrics.isEmpty() ? List.of(Metric.values()) : LatencyWords.metrics(metrics);
        List<Dimension> dimensions = LatencyWords.dimensions(by);
        List<Long> thresholds = slo.stream().map(Duration::parse).toList();
        if (hdr != null) {
            Output.requireFile(hdr);
        }
        try (TraceDatabase database =
                new Loading(console, selection).open(captures.texts(), LatencyAnalysis.events())) {
            LatencyAnalysis analysis = new LatencyAnalysis(database, asked);
            LatencyOutput output = new LatencyOutput(new CaptureHeading(database), analysis, dimensions, thresholds);
            if (call != null) {
                printCall(output, analysis.call(call));
                return ExitCode.DONE.code();
            }
            List<Distribution> distributions = analysis.distributions(dimensions);
            console.out()
                    .print(
                            format.json()
                                    ? new LatencyJson(output).page(distributions, analysis.slowest(SLOWEST))
                                    : output.text(distributions, analysis.slowest(SLOWEST)));
            writeHistograms(distributions);
        }
        return ExitCode.DONE.code();
    }

    private void printCall(LatencyOutput output, List<SlowCall> calls) {
        if (calls.isEmpty()) {
            throw new UsageException("there is no call " + call + "; view latency_call lists them");
        }
        console.out().print(format.json() ? new LatencyJson(output).calls(calls) : output.calls(calls));
    }

    private void writeHistograms(List<Distribution> distributions) throws InterruptedException {
        Path file = hdr;
        if (file == null) {
            return;
        }
        Map<String, Latencies> named = new LinkedHashMap<>();
        distributions.forEach(distribution -> named.put(distribution.name(), distribution.latencies()));
        Output.write(file, () -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                HdrHistograms.write(named, out);
            }
        });
        console.message("wrote %s", file);
    }
}
