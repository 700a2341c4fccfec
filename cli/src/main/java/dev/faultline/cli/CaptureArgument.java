// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.parsers.CaptureFormats;
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
            "A trace.dat or perf.data file, a saved tracefs (directory or tar) with raw pages, any of them also packed "
                    + "(gzip, zstd, xz, bzip2); a perf.data directory, a --switch-output series, a directory with one "
                    + "such file; - for standard input; or a .duckdb file that 'convert' wrote.";

    @Parameters(index = "0", paramLabel = "CAPTURE", description = MEANING)
    private String capture = "";

    /** As the user wrote it. */
    String text() {
        return capture;
    }

    /** Resolves {@code argument}: a file, a directory that is a capture, or one that holds one file beside its notes. */
    static Path resolve(String argument) {
        if (argument.equals("-")) {
            return CaptureFormats.STANDARD_INPUT;
        }
        Path path = Path.of(argument);
        if (!Files.exists(path)) {
            throw new NoCaptureException(argument + ": there is no such file or directory");
        }
        return Files.isDirectory(path) && !isCapture(path) ? onlyCapture(path) : path;
    }

    private static boolean isCapture(Path directory) {
        try {
            return CaptureFormats.isCapture(directory);
        } catch (IOException e) {
            throw unlisted(directory, e);
        }
    }

    private static NoCaptureException unlisted(Path directory, IOException e) {
        return new NoCaptureException(directory + ": the directory cannot be listed: " + e.getMessage());
    }

    private static Path onlyCapture(Path directory) {
        List<Path> candidates;
        try (Stream<Path> files = Files.list(directory)) {
            candidates = files.filter(CaptureArgument::mayBeCapture).sorted().toList();
        } catch (IOException e) {
            throw unlisted(directory, e);
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
