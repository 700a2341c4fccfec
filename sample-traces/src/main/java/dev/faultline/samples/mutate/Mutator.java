// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Applies operators to a capture, one after the other. */
public final class Mutator {
    private Mutator() {}

    /**
     * Writes a mutated copy of a trace.dat, perf.data, text, or directory of raw pages; the same seed makes the same bytes.
     *
     * @return what was changed, one line for each request
     * @throws NoSiteException when the capture has no place for one of them; then there is no copy
     * @throws IllegalArgumentException when {@code in} is none of them
     */
    public static List<String> apply(Path in, Path out, List<Request> requests, long seed) throws IOException {
        Path folder = Files.createTempDirectory(out.toAbsolutePath().getParent(), ".mutate");
        try {
            return apply(in, folder, out, requests, seed);
        } finally {
            delete(folder);
        }
    }

    /** Makes a capture at the path it is given. */
    @FunctionalInterface
    public interface Making {
        void make(Path original) throws IOException;
    }

    /** Makes a capture beside {@code out}, writes a mutated copy of it as {@link #apply} does, and keeps only that. */
    public static List<String> apply(Making making, Path out, List<Request> requests, long seed) throws IOException {
        Path folder = Files.createTempDirectory(out.toAbsolutePath().getParent(), ".mutate");
        try {
            Path original = folder.resolve("original");
            making.make(original);
            return apply(original, folder, out, requests, seed);
        } finally {
            delete(folder);
        }
    }

    private static List<String> apply(Path in, Path folder, Path out, List<Request> requests, long seed)
            throws IOException {
        List<String> changes = new ArrayList<>();
        Path from = in;
        for (Request request : requests) {
            Path to = folder.resolve("copy" + changes.size());
            Recording recording = Recording.read(from);
            Mutation mutation = request.in(recording, seed + changes.size());
            recording.original().write(mutation, to);
            changes.add(request.operator().name() + ": " + mutation.what());
            from = to;
        }
        Files.move(from, out, StandardCopyOption.REPLACE_EXISTING);
        Path release = Path.of(from + ".uname");
        if (Files.exists(release)) {
            Files.move(release, Path.of(out + ".uname"), StandardCopyOption.REPLACE_EXISTING);
        }
        return changes;
    }

    /** A directory with all that is in it. */
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
