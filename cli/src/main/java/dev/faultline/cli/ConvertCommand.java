// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.Conversion;
import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.parsers.capture.ScanSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps captures as tables. */
@Command(
        name = "convert",
        header = "Keep captures as a DuckDB file, or as one Parquet or Arrow IPC file per event.",
        description = {
            "Decodes every event of one or more captures. A DuckDB file can be given to every other command in place of the "
                    + "capture, and opened with DuckDB's own command line from version 1.4 on. Several captures share their "
                    + "tables; column capture_id tells them apart, and table capture says how their clocks relate."
        },
        footer = {
            "",
            "Examples:",
            "  faultline convert trace.dat -o trace.duckdb",
            "  faultline convert before.dat after.dat -o both.duckdb",
            "  cat /sys/kernel/tracing/trace_pipe | faultline convert - --follow -o live.duckdb",
            "  faultline convert trace.dat --to parquet -o tables/ --events 'writeback.*'",
            "",
            "Next: 'faultline query trace.duckdb \"SHOW TABLES\"'."
        })
final class ConvertCommand implements Callable<Integer>, ExitCodes {
    private final Console console;

    @Mixin
    private CaptureArguments captures = new CaptureArguments();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "X.duckdb|DIR",
            required = true,
            description =
                    "The DuckDB file, or the directory for Parquet or Arrow files. A DuckDB file that exists is replaced "
                            + "when the new one is complete.")
    private String output = "";

    @Option(
            names = "--to",
            paramLabel = "KIND",
            description = "duckdb, parquet or arrow. Default: duckdb, or parquet when -o is a directory.")
    private Conversion.@Nullable Target kind;

    @Option(
            names = "--follow",
            description =
                    "Read a capture while it grows: - with a tool that writes trace lines or with 'perf record -o -', or a text "
                            + "file that somebody writes to. The "
                            + "DuckDB file is replaced every few seconds by one with all rows so far, which others can query. Ends "
                            + "with the input, or with ctrl-c (SIGINT) or SIGTERM: then everything that came until then is in the "
                            + "file, how much is said, and the exit code is 0.")
    private boolean follow;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "With --follow: how often, at most. Default: ${DEFAULT-VALUE}.")
    private String every = "5s";

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    ConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public List<ExitCode> exitCodes() {
        return OF_ANSWERS;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path place = Path.of(output);
        Conversion.Target target = target(place);
        if (target == Conversion.Target.DUCKDB) {
            Output.requireFile(place);
        } else {
            Output.requireEmptyDirectory(place);
        }
        Loading loading = new Loading(console, selection);
        if (follow) {
            return followed(loading.following(captures.texts()), target, place);
        }
        LoadRequest request = loading.request(captures.texts(), EventSet.ALL);
        try (ProgressLine progress = new ProgressLine(console)) {
            Conversion.run(request, target, place, new DamageReport(console, selection, progress));
        }
        return ExitCode.DONE.code();
    }

    private Conversion.Target target(Path place) {
        if (kind != null) {
            return kind;
        }
        return Files.isDirectory(place) || output.endsWith("/") ? Conversion.Target.PARQUET : Conversion.Target.DUCKDB;
    }

    private Integer followed(LoadRequest request, Conversion.Target target, Path place)
            throws IOException, InterruptedException {
        if (target != Conversion.Target.DUCKDB) {
            throw new UsageException("--follow makes a DuckDB file");
        }
        java.time.Duration pause = java.time.Duration.ofNanos(Duration.parse(every));
        try (StopSignal stop = new StopSignal();
                ProgressLine progress = new ProgressLine(console)) {
            ScanSummary all = Conversion.follow(
                    request, place, pause, stop::given, new DamageReport(console, selection, progress));
            console.message(
                    "%s: %,d records of %d events%s",
                    place,
                    all.records(),
                    all.recordsPerEvent().size(),
                    stop.given() ? ", all that came until it was told to stop" : "");
        }
        return ExitCode.DONE.code();
    }
}
