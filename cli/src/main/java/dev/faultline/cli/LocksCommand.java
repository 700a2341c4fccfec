// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.locking.DocumentedLocks;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is documented about locks. */
@Command(
        name = "locks",
        header = "Show the locking rules of the kernel's own document.",
        description = {
            "The rules of Documentation/filesystems/locking.rst of v5.10 and v6.12: who holds which lock when an operation is called, "
                    + "with the lines that say so, and where kernels are known to do otherwise."
        },
        footer = {
            "",
            "Examples:",
            "  faultline locks --document v6.12",
            "  faultline locks --document v6.12 page_mkwrite",
            "  faultline locks --diff v5.10 v6.12",
            "",
            "Next: 'faultline check' judges a capture."
        })
final class LocksCommand implements Callable<Integer>, ExitCodes {
    private final Console console;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "OPERATION",
            description = "With --document: only this operation, as page_mkwrite or inode_operations.rename.")
    private @Nullable String operation;

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

    LocksCommand(Console console) {
        this.console = console;
    }

    @Override
    public List<ExitCode> exitCodes() {
        return OF_ANSWERS;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        DocumentedLocksOutput output = new DocumentedLocksOutput(DocumentedLocks.standard());
        try {
            if (document != null) {
                console.out().print(output.document(document, operation));
            } else if (diff != null) {
                console.out().print(output.changes(diff.get(0), diff.get(1)));
            } else {
                throw new UsageException("say which document: --document VERSION or --diff VERSION VERSION");
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        return ExitCode.DONE.code();
    }
}
