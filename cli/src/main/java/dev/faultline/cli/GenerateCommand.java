// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.samples.generate.Generator;
import dev.faultline.samples.generate.OutputFormat;
import dev.faultline.samples.generate.Presets;
import dev.faultline.samples.generate.SpecException;
import dev.faultline.samples.mutate.Mutator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes captures whose truth is known. */
@Command(
        name = "generate",
        header = "Make a capture to order, with the truth about it beside it.",
        description = {
            "Simulates programs that dirty files through mappings and write calls, the kernel's side of it (faults, "
                    + "page_mkwrite, writeback, throttling, journal) and the tracer. Writes the capture a correct kernel would "
                    + "have left, and a directory of CSV files that say what really happened: every fault and page_mkwrite "
                    + "call with its phases, the life of every page, every counter, every lock held. The same SPEC and seed "
                    + "give the same bytes.",
            "",
            "SPEC is the name of a preset ('--list' shows them; '--show NAME' prints one, a good start for your own) or a "
                    + "TOML file: kernel 5.10, 6.1, 6.1-lockdep or 6.12; cpus; file systems ext4, xfs, btrfs with their "
                    + "latencies; files; processes that store, load, write, truncate, punch or sync. The manual page "
                    + "cli/docs/make-a-capture.md describes every key and every file of the truth.",
            "",
            "With --mutate, SPEC may also be a recorded capture: a trace.dat or perf.data, text of tracefs or of 'trace-cmd "
                    + "report' (also packed: .gz, .zst), or a directory with raw pages. The capture differs from the original in exactly the records that the mutations name, and each is said. "
                    + "The truth is that of the original. Of text, lines are taken out, doubled and moved, but not changed; what "
                    + "an operator needs and a container has not is said."
        },
        footer = {
            "",
            "Examples:",
            "  faultline generate --list",
            "  faultline generate first -o first.dat",
            "  faultline generate throttled -o t.dat --seed 7 --set events=50000",
            "  faultline generate lockdep -o locks.dat --set lock-events=10000000",
            "  faultline generate my.toml -o perf.data",
            "  faultline generate first -o first.txt",
            "  faultline generate trace.dat --mutate mkwrite-beyond-eof@3 -o beyond.dat",
            "  faultline generate first --mutate drop-sub-buffer --seed 7 -o lossy.dat",
            "",
            "Next: 'faultline check first.dat', 'faultline replay first.dat'."
        })
final class GenerateCommand implements Callable<Integer>, ExitCodes {
    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "SPEC",
            description = "A preset's name, a TOML file, or a capture to mutate.")
    private @Nullable String spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The capture; replaced if it exists.")
    private @Nullable Path output;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Another number gives another capture of the same kind. Default: 1.")
    private long seed;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Replaces a top-level key of the SPEC, for example events=100000. Repeatable.")
    private Map<String, String> changes = new LinkedHashMap<>();

    @Option(
            names = "--to",
            paramLabel = "KIND",
            description =
                    "trace-dat, trace-dat-6, perf-data, raw-pages (a directory as copied from tracefs), or text as of "
                            + "tracefs (trace-text, pipe-text) or of 'trace-cmd report -t' (report-text). Default: "
                            + "perf-data for a FILE called perf.data or *.perf, trace-text for *.txt, else trace-dat.")
    private @Nullable Kind kind;

    @Option(names = "--truth", paramLabel = "DIR", description = "Where the truth goes. Default: FILE.truth.")
    private @Nullable Path truth;

    @Option(names = "--list", description = "List the presets and the mutations, and exit.")
    private boolean list;

    @Option(names = "--show", paramLabel = "NAME", description = "Print a preset and exit.")
    private @Nullable String show;

    @Mixin
    private MutateOptions mutations = new MutateOptions();

    /** Containers, as an option names them. */
    enum Kind {
        TRACE_DAT,
        TRACE_DAT_6,
        PERF_DATA,
        RAW_PAGES,
        TRACE_TEXT,
        PIPE_TEXT,
        REPORT_TEXT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public List<ExitCode> exitCodes() {
        return OF_ANSWERS;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            Presets.titles().forEach((name, title) -> console.out().printf(Locale.ROOT, "%-16s %s%n", name, title));
            console.out().println();
            MutateOptions.list(console);
        } else if (show != null) {
            console.out().print(preset(show));
        } else {
            generate();
        }
        return ExitCode.DONE.code();
    }

    private void generate() throws IOException, InterruptedException {
        if (spec == null || output == null) {
            throw new UsageException(
                    "generate needs a SPEC and -o FILE; 'faultline generate --list' shows the presets");
        }
        Path file = output;
        OutputFormat format = format(file);
        if (MutateOptions.isCapture(spec)) {
            mutations.apply(CaptureArgument.resolve(spec), file, seed, console);
        } else if (mutations.asked()) {
            mutations.apply(simulation(spec, file, format), file, format == OutputFormat.RAW_PAGES, seed, console);
        } else {
            Mutator.Making making = simulation(spec, file, format);
            Output.write(file, () -> making.make(file));
        }
    }

    /** @param named the file that is to be made, whose name the directory of the truth has */
    private Mutator.Making simulation(String source, Path named, OutputFormat format) throws InterruptedException {
        Path facts = truth == null ? Path.of(named + ".truth") : truth;
        Generator generator = generator(source);
        if (format == OutputFormat.RAW_PAGES) {
            Output.requireEmptyDirectory(named);
        } else {
            Output.requireFile(named);
        }
        Output.requireDirectory(facts);
        return file -> {
            Generator.Generated made = generator.run(file, format, facts);
            console.message(
                    "%s: %,d events, %,d ms of simulated time; the truth is in %s",
                    named, made.records(), made.lengthNs() / 1_000_000, facts);
        };
    }

    private OutputFormat format(Path file) {
        return kind == null ? OutputFormat.of(String.valueOf(file.getFileName())) : OutputFormat.valueOf(kind.name());
    }

    private Generator generator(String name) {
        try {
            return Generator.of(toml(name), changes, seed);
        } catch (SpecException e) {
            throw new UsageException(name + ": " + e.getMessage());
        }
    }

    private static String toml(String name) {
        String preset = Presets.find(name);
        if (preset != null) {
            return preset;
        }
        try {
            return Files.readString(Path.of(name));
        } catch (IOException e) {
            throw new UsageException("no preset and no readable file is called '" + name + "'; the presets are "
                    + String.join(", ", Presets.titles().keySet()));
        }
    }

    private static String preset(String name) {
        String toml = Presets.find(name);
        if (toml == null) {
            throw new UsageException("no preset is called '" + name + "'; there are "
                    + String.join(", ", Presets.titles().keySet()));
        }
        return toml;
    }
}
