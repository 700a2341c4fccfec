// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Parameters;

/** The file that a {@code CAPTURE} argument means. */
final class CaptureArgument {
    /** What people keep beside a capture; never a capture itself. */
    private static final Set<String> COMPANIONS =
            Set.of("txt", "md", "csv", "tsv", "properties", "html", "json", "log");

    static final String MEANING =
            "A trace.dat or perf.data file (also packed: .gz, .zst), a perf.data directory, a directory with one "
                    + "such file, or a .duckdb file that 'convert' wrote.";

    @Parameters(index = "0", paramLabel = "CAPTURE", description = MEANING)
    private String capture = "";

    /** As the user wrote it. */
    String text() {
        return capture;
    }

    /** Resolves {@code argument}: a file, or a directory that holds one capture file beside its notes. */
    static Path resolve(String argument) {
        if (argument.equals("-")) {
            throw new UsageException(
                    "reading a capture from standard input is not possible yet: trace.dat needs a file "
                            + "that can be read at any place; save it and name the file");
        }
        Path path = Path.of(argument);
        if (!Files.exists(path)) {
            throw new NoCaptureException(argument + ": there is no such file or directory");
        }
        boolean perfDirectory = Files.isRegularFile(path.resolve("data"));
        return Files.isDirectory(path) && !perfDirectory ? onlyCapture(path) : path;
    }

    private static Path onlyCapture(Path directory) {
        List<Path> candidates;
        try (Stream<Path> files = Files.list(directory)) {
            candidates = files.filter(CaptureArgument::mayBeCapture).sorted().toList();
        } catch (IOException e) {
            throw new NoCaptureException(directory + ": the directory cannot be listed: " + e.getMessage());
        }
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        throw new NoCaptureException(
                directory + ": a directory is taken for the one capture file in it, and this one has "
                        + (candidates.isEmpty()
                                ? "none"
                                : candidates.size() + " files that may be captures; name one of them"));
    }

    private static boolean mayBeCapture(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return Files.isRegularFile(file)
                && !name.startsWith(".")
                && !COMPANIONS.contains(extension)
                && name.indexOf('.') > 0;
    }
}
