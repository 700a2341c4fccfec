// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.locking.DocumentedLocks;
import dev.faultline.analysis.locking.LockAnalysis;
import dev.faultline.analysis.locking.LockTable;
import dev.faultline.analysis.locking.MiningLimits;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is documented about locks, and what captures say about it. */
@Command(
        name = "locks",
        header = "Hold a capture against the locking rules of the kernel's own document.",
        description = {
            "Of each rule of Documentation/filesystems/locking.rst (v5.10 or v6.12, whichever the capture's kernel goes with) it prints "
                    + "how many calls were seen, kept to it, broke it, or could not be judged and why; then which locks were waited for "
                    + "and held, and by whom.",
            "Lock events of a kernel with lockdep prove what is held. Contention and mmap_lock events show waits only, and nothing is "
                    + "judged by them.",
            "--mine prints what the capture itself says: which locks were held at which calls, how often, in which order, and how that "
                    + "compares with the document."
        },
        footer = {
            "",
            "Examples:",
            "  faultline locks trace.dat",
            "  faultline locks trace.dat --mine --acceptance 0.95",
            "  faultline locks --known",
            "  faultline locks --document v6.12 page_mkwrite",
            "  faultline locks --diff v5.10 v6.12",
            "",
            "Next: 'faultline check --family locking' looks for violations of the rules and of their order."
        })
final class LocksCommand implements Callable<Integer>, ExitCodes {
    private final Console console;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "CAPTURE|OPERATION",
            description = "A capture, as for 'inspect'. With --document: only this operation, as page_mkwrite or "
                    + "inode_operations.rename.")
    private @Nullable String subject;

    @Option(
            names = "--document",
            paramLabel = "VERSION",
            description = "Print what this version of the document says: v5.10 or v6.12.")
    private @Nullable String document;

    @Option(
            names = "--diff",
            arity = "2",
            paramLabel = "VERSION",
            description = "Print which rules one version has, and another has not or has otherwise.")
    private @Nullable List<String> diff;

    @Option(
            names = "--known",
            description =
                    "Print where kernels are known to do otherwise, with the source that shows it: not violations.")
    private boolean known;

    @Option(names = "--mine", description = "Print the rules that the capture's own holds suggest.")
    private boolean mine;

    @Option(
            names = "--acceptance",
            paramLabel = "SHARE",
            defaultValue = "0.9",
            description = "With --mine: least share of calls at which a lock must be held. Default: ${DEFAULT-VALUE}.")
    private double acceptance;

    @Option(
            names = "--no-lock",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description = "With --mine: share of calls without any lock from which on none is thought to be needed. "
                    + "Default: ${DEFAULT-VALUE}.")
    private double noLock;

    @Option(
            names = "--cutoff",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "With --mine: hypotheses with less support are not printed. Default: ${DEFAULT-VALUE}.")
    private double cutoff;

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    LocksCommand(Console console) {
        this.console = console;
    }

    @Override
    public List<ExitCode> exitCodes() {
        return OF_VERDICTS;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            if (document != null || diff != null || (known && subject == null)) {
                console.out().print(documented(new DocumentedLocksOutput(DocumentedLocks.standard())));
                return ExitCode.DONE.code();
            }
            if (subject == null) {
                throw new UsageException(
                        "say which capture, or which document: --document VERSION or --diff VERSION VERSION");
            }
            return observed(subject, new MiningLimits(acceptance, noLock, cutoff))
                    .code();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private String documented(DocumentedLocksOutput output) {
        if (document != null) {
            return output.document(document, subject);
        }
        return diff != null ? output.changes(diff.get(0), diff.get(1)) : output.known();
    }

    private ExitCode observed(String capture, MiningLimits limits) throws IOException, InterruptedException {
        try (TraceDatabase database = new Loading(console, selection).open(capture, LockAnalysis.events())) {
            LockAnalysis analysis = new LockAnalysis(database);
            List<LockTable> tables = new ArrayList<>(analysis.conformance());
            if (mine) {
                tables.addAll(analysis.mined(limits));
            }
            LocksOutput output = new LocksOutput(new CaptureHeading(database), analysis);
            console.out().print(format.json() ? output.json(tables) : output.text(tables));
            if (known) {
                console.out().print(new DocumentedLocksOutput(DocumentedLocks.standard()).known());
            }
            if (analysis.violated() > 0) {
                return ExitCode.VIOLATED;
            }
            return analysis.judged() == 0 ? ExitCode.INCONCLUSIVE : ExitCode.DONE;
        }
    }
}
