// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.store.StoreException;
import dev.faultline.parsers.io.MalformedCaptureException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What went wrong, as one message for the user and an exit code. A stack trace is only ever shown on {@code --debug}. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final Console console;
    private final boolean debug;

    Failures(Console console, String[] args) {
        this.console = console;
        debug = List.of(args).contains("--debug");
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        say(String.valueOf(e.getMessage()));
        if (!UnmatchedArgumentException.printSuggestions(e, command.getErr())) {
            console.err().println();
        }
        String name = command.getCommandSpec().qualifiedName();
        console.message("usage: %s", command.getHelp().synopsis(0).strip());
        console.message("'%s --help' says more.", name);
        return ExitCode.USAGE.code();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof ParameterException usage) {
            return handleParseException(usage, new String[0]);
        }
        ExitCode known = knownExit(e);
        if (known == null) {
            return defect(e).code();
        }
        say(String.valueOf(e instanceof IOException io ? plain(io) : e.getMessage()));
        if (debug) {
            e.printStackTrace(console.err());
        }
        return known.code();
    }

    private static @Nullable ExitCode knownExit(Exception e) {
        if (e instanceof MalformedCaptureException || e instanceof NoCaptureException) {
            return ExitCode.UNREADABLE;
        }
        if (e instanceof UsageException || e instanceof StoreException) {
            return ExitCode.USAGE;
        }
        return e instanceof IOException ? ExitCode.UNREADABLE : null;
    }

    private static String plain(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (e instanceof FileSystemException file && file.getReason() == null) {
            return file.getFile() + ": " + e.getClass().getSimpleName().replace("Exception", "");
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Something that must not happen: our fault, never the user's. */
    ExitCode defect(Throwable e) {
        say("this is a defect of Faultline: " + e.getClass().getSimpleName() + ": " + e.getMessage());
        if (debug) {
            e.printStackTrace(console.err());
        } else {
            console.message("Run the same command with --debug and report what it prints, with 'faultline --version'.");
        }
        return ExitCode.DEFECT;
    }

    private void say(String message) {
        console.message("faultline: %s", SafeText.lines(message));
    }
}
