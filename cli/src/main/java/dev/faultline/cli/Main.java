// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.store.TraceDatabase;
import java.io.FileDescriptor;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import picocli.CommandLine;

/** The command {@code faultline}. The only class that knows the process: its streams, its environment, its exit. */
public final class Main {
    /** Commands that load captures. */
    private static final Set<String> ASKING = Set.of("check", "convert", "query");

    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        // Arrow and AWT read these when their first class loads.
        System.setProperty("arrow.enable_unsafe_memory_access", "true");
        System.setProperty("java.awt.headless", "true");
        if (args.length > 1 && ASKING.contains(args[0])) {
            TraceDatabase.prepare();
        }
        ProcessStream out = new ProcessStream(FileDescriptor.out);
        ProcessStream err = new ProcessStream(FileDescriptor.err);
        String terminals = System.getProperty("faultline.terminal", "");
        boolean colours = terminals.contains("out") && coloursWanted();
        Console console = new Console(out.printer(), err.printer(), terminals.contains("err"), colours);
        ExitCode exit = run(console, args);
        console.out().flush();
        String failure = out.failure();
        if (failure != null) {
            console.message("faultline: cannot write to standard output: %s", failure);
            exit = ExitCode.USAGE;
        }
        console.err().flush();
        StopSignal.ending(exit.code());
        System.exit(exit.code());
    }

    /** One run of the command line, without a process around it. */
    static ExitCode run(Console console, String... args) {
        Failures failures = new Failures(console, args);
        try {
            CommandLine line = RootCommand.commandLine(console, args)
                    .setOut(writer(console.out()))
                    .setErr(writer(console.err()))
                    .setParameterExceptionHandler(failures)
                    .setExecutionExceptionHandler(failures);
            return exitCode(line.execute(args));
        } catch (Throwable e) {
            return failures.defect(e);
        } finally {
            console.out().flush();
            console.err().flush();
        }
    }

    private static ExitCode exitCode(int code) {
        for (ExitCode exit : ExitCode.values()) {
            if (exit.code() == code) {
                return exit;
            }
        }
        return ExitCode.DEFECT;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** The convention of no-color.org: any value but the empty one refuses colours. */
    private static boolean coloursWanted() {
        return System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(System.getenv().getOrDefault("TERM", "dumb"));
    }
}
