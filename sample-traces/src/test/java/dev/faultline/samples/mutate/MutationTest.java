// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.samples.Samples;
import dev.faultline.samples.read.RawTraceDat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operator on real captures: exactly the records it names differ, and nothing else does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutationTest {
    private final Map<String, Integer> applied = new TreeMap<>();
    private long seed;

    @TempDir
    Path directory;

    @BeforeAll
    void seed() {
        seed = Long.getLong("faultline.seed", System.nanoTime());
        System.out.println("MutationTest: -Dfaultline.seed=" + seed);
        Operators.all().forEach(operator -> applied.put(operator.name(), 0));
    }

    @AfterAll
    void everyOperatorWasApplied() {
        assertThat(applied)
                .as("applications per operator")
                .allSatisfy((operator, count) -> assertThat(count).as(operator).isPositive());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ext4-write-6.1",
                "ext4-write-5.10",
                "ext4-write-6.12",
                "ext4-eof-6.1",
                "ext4-instances-6.1",
                "ext4-instances-v6-6.1",
                "ext4-lost-6.1",
                "ext4-zlib-6.12",
                "ext4-no-pagefault-control"
            })
    void changesWhatItNamesAndNothingElse(String sample) throws IOException {
        Recording recording = Recording.read(Samples.named(sample).capture());
        Random random = new Random(seed);
        for (Operator operator : Operators.all()) {
            Sites sites = operator.finder().apply(recording);
            if (sites.count() > 0) {
                Mutation mutation = sites.mutations().apply(random.nextInt(sites.count()));
                check(recording, operator, mutation);
            }
        }
    }

    private void check(Recording recording, Operator operator, Mutation mutation) throws IOException {
        Path out = directory.resolve("mutated.dat");
        Rewriter.write(recording, mutation, out);
        Difference difference = new Difference(recording, mutation, RawTraceDat.read(out));
        difference.isExactlyWhatTheMutationNames();
        difference.keepsEverythingElse();
        boolean moves =
                mutation.removed(recording).size() + mutation.added(recording).size() > 0;
        assertThat(moves)
                .as(operator.name() + ": " + mutation.what())
                .isEqualTo(!operator.name().equals("none")
                        && !operator.name().equals("split-buffers")
                        && (moves || !operator.name().equals("renumber-cpus")));
        applied.merge(operator.name(), 1, Integer::sum);
    }
}
