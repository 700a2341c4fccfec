// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Loads the classes that runs need, so that the launcher can keep them in a class-data archive
 * ({@code java -XX:ArchiveClassesAtExit}). It runs ordinary commands on a small capture and shows nothing.
 */
final class Training {
    private static final String[][] RUNS = {
        {"--help"}, {"check", "--help"}, {"--version"}, {"explain"}, {"no-such-command"},
    };

    private static final String[][] CAPTURE_RUNS = {
        {"inspect"},
        {"check"},
        {"check", "--rule", "nopage-loop", "--format", "json"},
        {"query", "FROM coverage"},
        {"replay"}
    };

    private Training() {}

    /**
     * Trains.
     *
     * @param args the directory with the sample capture
     */
    public static void main(String[] args) {
        Console nowhere = Console.plain(silence(), silence());
        for (String[] run : RUNS) {
            Main.run(nowhere, run);
        }
        Path capture = Path.of(args[0], "trace.dat");
        if (Files.exists(capture)) {
            for (String[] run : CAPTURE_RUNS) {
                String[] line = new String[run.length + 1];
                line[0] = run[0];
                line[1] = capture.toString();
                System.arraycopy(run, 1, line, 2, run.length - 1);
                Main.run(nowhere, line);
            }
        }
    }

    private static PrintStream silence() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
