// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.Conversion;
import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.LoadRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps captures as tables. */
@Command(
        name = "convert",
        header = "Keep captures as a DuckDB file, or as one Parquet or Arrow IPC file per event.",
        description = {
            "Decodes every event of one or more captures. A DuckDB file can be given to every other command in place of the "
                    + "capture, and opened with DuckDB's own command line from version 1.4 on. Several captures share their "
                    + "tables; column capture_id tells them apart."
        },
        footer = {
            "",
            "Examples:",
            "  faultline convert trace.dat -o trace.duckdb",
            "  faultline convert before.dat after.dat -o both.duckdb",
            "  faultline convert trace.dat --to parquet -o tables/ --events 'writeback.*'",
            "",
            "Next: 'faultline query trace.duckdb \"SHOW TABLES\"'."
        })
final class ConvertCommand implements Callable<Integer>, ExitCodes {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "CAPTURE", description = CaptureArgument.MEANING)
    private List<String> captures = new ArrayList<>();

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
        LoadRequest request = new Loading(console, selection).request(captures, EventSet.ALL);
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
}
