// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Applies operators to a capture, one after the other. */
public final class Mutator {
    private Mutator() {}

    /**
     * Writes a mutated copy of a trace.dat; the same seed makes the same bytes.
     *
     * @return what was changed, one line for each request
     * @throws NoSiteException when the capture has no place for one of them; then there is no copy
     * @throws IllegalArgumentException when {@code in} is not a trace.dat
     */
    public static List<String> apply(Path in, Path out, List<Request> requests, long seed) throws IOException {
        List<String> changes = new ArrayList<>();
        Path folder = Files.createTempDirectory(out.toAbsolutePath().getParent(), ".mutate");
        try {
            Path from = in;
            for (Request request : requests) {
                Path to = folder.resolve(changes.size() % 2 == 0 ? "even.dat" : "odd.dat");
                Recording recording = Recording.read(from);
                Mutation mutation = request.in(recording, seed + changes.size());
                Rewriter.write(recording, mutation, to);
                changes.add(request.operator().name() + ": " + mutation.what());
                from = to;
            }
            Files.move(from, out, StandardCopyOption.REPLACE_EXISTING);
            return changes;
        } finally {
            Files.deleteIfExists(folder.resolve("even.dat"));
            Files.deleteIfExists(folder.resolve("odd.dat"));
            Files.deleteIfExists(folder);
        }
    }
}
