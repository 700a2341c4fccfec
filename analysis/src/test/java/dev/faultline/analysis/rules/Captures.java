// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import dev.faultline.samples.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Real captures to judge: the samples of this repository, and the corpus where the build was told of one. */
final class Captures {
    private Captures() {}

    /** Capture files of the samples, by sample name. */
    static Map<String, Path> samples() {
        Map<String, Path> files = new LinkedHashMap<>();
        Samples.all().forEach(sample -> files.put(sample.name(), sample.capture()));
        return files;
    }

    /** Every trace.dat of the corpus by directory name; empty, and loudly so, without one. */
    static Map<String, Path> corpus(String test) throws IOException {
        String root = System.getProperty("faultline.corpus", "");
        if (root.isEmpty()) {
            System.out.println("SKIPPED: " + test + " needs -Dfaultline.corpus");
            return Map.of();
        }
        Map<String, Path> files = new LinkedHashMap<>();
        try (Stream<Path> directories = Files.list(Path.of(root))) {
            directories
                    .sorted()
                    .forEach(directory -> traceDat(directory)
                            .ifPresent(file -> files.put(directory.getFileName().toString(), file)));
        }
        return files;
    }

    private static Optional<Path> traceDat(Path directory) {
        return Stream.of("trace.dat", "trace.dat.zst")
                .map(directory::resolve)
                .filter(Files::exists)
                .findFirst();
    }
}
