// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Loads the classes that runs need, so that the launcher can keep them in a class-data archive
 * ({@code java -XX:DumpLoadedClassList}). It runs ordinary commands on small captures and shows nothing.
 */
final class Training {
    private static final String[][] RUNS = {
        {"--help"}, {"check", "--help"}, {"--version"}, {"explain"}, {"no-such-command"},
    };

    private static final List<String> CAPTURES = List.of("trace.dat", "perf.data");

    /** Command lines; {@code CAPTURE} stands for a capture, {@code STORE} for a file that is gone afterwards. */
    private static final String[][] CAPTURE_RUNS = {
        {"inspect", "CAPTURE"},
        {"convert", "CAPTURE", "-o", "STORE"},
        {"query", "STORE", "FROM coverage"},
        {"latency", "STORE"},
        {"check", "CAPTURE"},
        {"check", "CAPTURE", "--rule", "nopage-loop", "--format", "json"},
        {"query", "CAPTURE", "FROM page_fault"},
        {"replay", "CAPTURE"}
    };

    private Training() {}

    /**
     * Trains.
     *
     * @param args the directory with the sample captures
     */
    public static void main(String[] args) throws IOException {
        Console nowhere = Console.plain(silence(), silence());
        for (String[] run : RUNS) {
            Main.run(nowhere, run);
        }
        Path directory = Files.createTempDirectory("faultline-");
        Path store = directory.resolve("store.duckdb");
        for (String name : CAPTURES) {
            Path capture = Path.of(args[0], name);
            if (Files.exists(capture)) {
                for (String[] run : CAPTURE_RUNS) {
                    Main.run(nowhere, line(run, capture, store));
                }
            }
            Files.deleteIfExists(store);
        }
        Files.delete(directory);
    }

    private static String[] line(String[] run, Path capture, Path store) {
        Map<String, Path> files = Map.of("CAPTURE", capture, "STORE", store);
        return Arrays.stream(run)
                .map(word -> files.containsKey(word) ? String.valueOf(files.get(word)) : word)
                .toArray(String[]::new);
    }

    private static PrintStream silence() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
