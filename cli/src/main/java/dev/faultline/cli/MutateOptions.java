// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.samples.generate.OutputFormat;
import dev.faultline.samples.mutate.Mutator;
import dev.faultline.samples.mutate.NoSiteException;
import dev.faultline.samples.mutate.Operator;
import dev.faultline.samples.mutate.Operators;
import dev.faultline.samples.mutate.Request;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code --mutate}: a capture broken in a known way. */
final class MutateOptions {
    @Option(
            names = "--mutate",
            paramLabel = "OP[@k]",
            description =
                    "Break the capture: apply an operator of --list at its k-th place in the order of time, or at one "
                            + "chosen by the seed. Repeatable; each works on what the one before made.")
    private List<String> operators = new ArrayList<>();

    /** Whether anything is to be mutated. */
    boolean asked() {
        return !operators.isEmpty();
    }

    /** Whether a SPEC is a capture, not a preset or a TOML file. */
    static boolean isCapture(String spec) {
        Path path = Path.of(spec);
        if (Files.isDirectory(path)) {
            return true;
        }
        boolean packed = spec.endsWith(".zst") || spec.endsWith(".gz");
        return Files.isRegularFile(path) && (packed || (!spec.endsWith(".toml") && !isText(path)));
    }

    private static boolean isText(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            for (byte b : in.readNBytes(16)) {
                if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return true;
        }
    }

    /** Refuses containers whose records cannot be changed. */
    void requireTraceDat(OutputFormat format) {
        if (format != OutputFormat.TRACE_DAT && format != OutputFormat.TRACE_DAT_6) {
            throw new UsageException("--mutate changes trace.dat files only: --to trace-dat or trace-dat-6");
        }
    }

    /**
     * Writes a mutated copy and says what was changed.
     *
     * @throws UsageException when an operator does not exist or finds no place
     * @throws NoCaptureException when {@code in} is not a trace.dat
     */
    void apply(Path in, Path out, long seed, Console console) throws IOException {
        if (!asked()) {
            throw new UsageException(
                    in + " is a capture: say what to change with --mutate OP; --list shows what there is");
        }
        Output.requireFile(out);
        try {
            List<Request> requests = operators.stream().map(Request::parse).toList();
            Mutator.apply(in, out, requests, seed)
                    .forEach(change -> console.out().println(SafeText.of(change)));
        } catch (NoSiteException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new NoCaptureException(String.valueOf(e.getMessage()));
        }
    }

    /** Every operator: what it breaks, what must notice, what a capture must have for it. */
    static void list(Console console) {
        console.out().println("Mutations (--mutate OP[@k]):");
        for (Operator operator : Operators.all()) {
            console.out().println();
            console.out().println(operator.name());
            console.out().println("  breaks   " + operator.breaks());
            console.out().println("  noticed  " + operator.noticed());
            console.out().println("  needs    " + operator.needs());
        }
    }
}
