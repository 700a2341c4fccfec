// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The real captures kept in this repository. They are files of the source tree, not part of the jar. */
public final class Samples {
    private Samples() {}

    /** Every sample, by name. */
    public static List<Sample> all() {
        try (Stream<Path> directories = Files.list(root())) {
            return directories
                    .filter(directory -> Files.exists(directory.resolve("about.properties")))
                    .sorted(Comparator.comparing(Path::getFileName))
                    .map(Samples::open)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sample of that name, for example {@code ext4-write-6.1}. */
    public static Sample named(String name) {
        return open(root().resolve(name));
    }

    /** {@code sample-traces/traces} of this checkout. */
    public static Path root() {
        Path start = codeSource();
        for (Path at = start; at != null; at = at.getParent()) {
            Path traces = at.resolve("traces");
            if (Files.isDirectory(traces) && Files.exists(at.resolve("pom.xml"))) {
                return traces;
            }
        }
        throw new IllegalStateException("no sample-traces/traces above " + start + ": samples need a source checkout");
    }

    private static Sample open(Path directory) {
        try {
            return Sample.read(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path codeSource() {
        try {
            return Path.of(Samples.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
