// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.mutate;

import dev.faultline.samples.Samples;
import dev.faultline.samples.mutate.Mutator;
import dev.faultline.samples.mutate.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Captures and their mutated copies, to be loaded together: a file's place in the list is its {@code capture_id}. */
final class Mutants {
    private static final String CORPUS = System.getProperty("faultline.corpus", "");

    private final Path directory;
    private final List<Path> files = new ArrayList<>();

    Mutants(Path directory) {
        this.directory = directory;
    }

    /** A sample's capture, or one of the corpus; without a corpus those tests are left out, and a line says so. */
    static boolean there(String name) {
        if (!name.startsWith("corpus:") || !CORPUS.isEmpty()) {
            return true;
        }
        System.out.println("SKIPPED: mutations of " + name + ": -Dfaultline.corpus=<folder of captures> is not set");
        return false;
    }

    static Path capture(String name) {
        return name.startsWith("corpus:")
                ? Path.of(CORPUS, name.substring("corpus:".length()), "trace.dat")
                : Samples.named(name).capture();
    }

    /** Adds a capture as it is. */
    int add(String name) {
        files.add(capture(name));
        return files.size() - 1;
    }

    /** Adds a copy that an operator changed, and prints what it did. */
    int add(String name, String operator, long seed) throws IOException {
        Path out = directory.resolve(files.size() + ".dat");
        System.out.println(name + " seed " + seed + " "
                + Mutator.apply(capture(name), out, List.of(Request.parse(operator)), seed));
        files.add(out);
        return files.size() - 1;
    }

    List<Path> files() {
        return files;
    }
}
