// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which invariants each injected fault breaks, of those the model has so far; all other captures diverge nowhere. */
public record ExpectedFindings(Map<String, List<String>> invariants) {
    private static final int INVARIANT_COLUMN = 3;
    /** The error that the corpus injects is reported by the next msync, as it should be: I15 is checked there, and holds. */
    private static final String REPORTED = "I15";

    public static ExpectedFindings read(Path file) throws IOException {
        Map<String, List<String>> invariants = new HashMap<>();
        Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .forEach(row -> invariants.put(
                        row[0],
                        Arrays.stream(row[INVARIANT_COLUMN].split(", "))
                                .filter(invariant -> invariant.startsWith("I") && !invariant.equals(REPORTED))
                                .toList()));
        return new ExpectedFindings(invariants);
    }

    public void check(String capture, List<Divergence> divergences) {
        List<String> broken = divergences.stream()
                .flatMap(divergence -> divergence.broken().stream())
                .map(Enum::name)
                .distinct()
                .sorted()
                .collect(Collectors.toList());
        assertThat(broken).as("%s", divergences).isEqualTo(invariants.getOrDefault(capture, List.of()));
        // The corpus made its injected faults on one file of one file system: vdb, and the first file of a fresh xfs or
        // ext4.
        assertThat(divergences)
                .allSatisfy(divergence -> assertThat(divergence.subject()).matches("254:16 ino (132|15) index \\d+"));
    }
}
