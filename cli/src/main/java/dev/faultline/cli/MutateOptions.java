// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.samples.mutate.Mutator;
import dev.faultline.samples.mutate.NoSiteException;
import dev.faultline.samples.mutate.Operator;
import dev.faultline.samples.mutate.Operators;
import dev.faultline.samples.mutate.Request;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** {@code --mutate}: a capture broken in a known way. */
final class MutateOptions {
    private static final int HEAD = 64 * 1024;
    /** A line of ftrace text. */
    private static final Pattern EVENT = Pattern.compile("(?m)^.*-\\d+\\s.*\\[\\d{3,}]\\s.*\\d+\\.\\d{6}");

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
        return Files.isRegularFile(path) && (packed || (!spec.endsWith(".toml") && !isSpec(path)));
    }

    /** Whether it is text, and none with events in it. */
    private static boolean isSpec(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(HEAD);
            for (int i = 0; i < Math.min(16, head.length); i++) {
                if (head[i] >= 0 && head[i] < ' ' && head[i] != '\n' && head[i] != '\r' && head[i] != '\t') {
                    return false;
                }
            }
            return !EVENT.matcher(new String(head, StandardCharsets.ISO_8859_1)).find();
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Writes a mutated copy and says what was changed.
     *
     * @throws UsageException when an operator does not exist, finds no place, or cannot be applied to such a capture
     * @throws NoCaptureException when {@code in} is none that can be mutated
     */
    void apply(Path in, Path out, long seed, Console console) throws IOException, InterruptedException {
        if (!asked()) {
            throw new UsageException(
                    in + " is a capture: say what to change with --mutate OP; --list shows what there is");
        }
        requireOutput(out, Files.isDirectory(in));
        say(requests -> Mutator.apply(in, out, requests, seed), console);
    }

    /** The same with a capture that is made for it, a directory or a file. */
    void apply(Mutator.Making making, Path out, boolean directory, long seed, Console console)
            throws IOException, InterruptedException {
        requireOutput(out, directory);
        say(requests -> Mutator.apply(making, out, requests, seed), console);
    }

    private static void requireOutput(Path out, boolean directory) throws InterruptedException {
        if (directory) {
            Output.requireEmptyDirectory(out);
        } else {
            Output.requireFile(out);
        }
    }

    private interface Work {
        List<String> apply(List<Request> requests) throws IOException;
    }

    private void say(Work work, Console console) throws IOException {
        try {
            work.apply(operators.stream().map(Request::parse).toList())
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
