// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.samples.Samples;
import dev.faultline.samples.generate.Generator;
import dev.faultline.samples.generate.OutputFormat;
import dev.faultline.samples.generate.Presets;
import dev.faultline.samples.read.RawTraceDat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operator on real and on generated captures: exactly the records it names differ, and nothing else does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutationTest {
    private static final String CORPUS = System.getProperty("faultline.corpus", "");

    /** On so many captures of the corpus each operator is tried; those that few have a place for on fewer. */
    private static final int OFTEN = 4;

    private static final Map<String, Integer> RARE =
            Map.of("mkwrite-without-freeze-protection", 2, "unreported-error", 2);
    private static final long LARGEST = 4 << 20;

    /** In generated captures no write fails, and every file is in use to the end. */
    private static final Set<String> NEVER_GENERATED = Set.of("unreported-error", "inode-reuse");

    private final Map<String, Integer> onSamples = new TreeMap<>();
    private final Map<String, Integer> onGenerated = new TreeMap<>();
    private long seed;

    @TempDir
    Path directory;

    @BeforeAll
    void seed() {
        seed = Long.getLong("faultline.seed", System.nanoTime());
        System.out.println("MutationTest: -Dfaultline.seed=" + seed);
    }

    @AfterAll
    void everyOperatorWasApplied() {
        System.out.println("mutations of samples: " + onSamples + "; of generated captures: " + onGenerated);
        for (Operator operator : Operators.all()) {
            assertThat(onSamples.getOrDefault(operator.name(), 0))
                    .as(operator.name())
                    .isPositive();
            int least = NEVER_GENERATED.contains(operator.name()) ? 0 : 1;
            assertThat(onGenerated.getOrDefault(operator.name(), 0))
                    .as(operator.name())
                    .isGreaterThanOrEqualTo(least);
        }
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
    void ofASample(String sample) throws IOException {
        Recording recording = Recording.read(Samples.named(sample).capture());
        for (Operator operator : Operators.all()) {
            apply(recording, operator, onSamples);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "truncate-race, 5.10, TRACE_DAT_6",
        "truncate-race, 6.1, TRACE_DAT",
        "throttled, 6.12, TRACE_DAT",
        "lockdep, 6.1-lockdep, TRACE_DAT"
    })
    void ofAGeneratedCapture(String preset, String kernel, OutputFormat format) throws IOException {
        Path capture = directory.resolve("generated.dat");
        String toml = Objects.requireNonNull(Presets.find(preset));
        Generator.of(toml, Map.of("kernel", kernel, "events", "8000"), 4)
                .run(capture, format, directory.resolve("truth"));
        Recording recording = Recording.read(capture);
        for (Operator operator : Operators.all()) {
            apply(recording, operator, onGenerated);
        }
    }

    /** Captures of the corpus in an order of chance, until every operator was applied often enough. */
    @Test
    void ofTheCorpus() throws IOException {
        if (CORPUS.isEmpty()) {
            System.out.println("SKIPPED: mutations of the corpus: -Dfaultline.corpus names no directory");
            return;
        }
        Map<String, Integer> applied = new TreeMap<>();
        int read = 0;
        for (Path capture : shuffled()) {
            List<Operator> wanted = Operators.all().stream()
                    .filter(operator -> applied.getOrDefault(operator.name(), 0) < floor(operator))
                    .toList();
            if (wanted.isEmpty()) {
                break;
            }
            Recording recording = Recording.read(capture);
            read++;
            for (Operator operator : wanted) {
                apply(recording, operator, applied);
            }
        }
        System.out.println("mutations of " + read + " captures of the corpus: " + applied);
        for (Operator operator : Operators.all()) {
            assertThat(applied.getOrDefault(operator.name(), 0))
                    .as(operator.name())
                    .isEqualTo(floor(operator));
        }
    }

    private static int floor(Operator operator) {
        return RARE.getOrDefault(operator.name(), OFTEN);
    }

    private List<Path> shuffled() throws IOException {
        List<Path> captures = new ArrayList<>();
        try (Stream<Path> folders = Files.list(Path.of(CORPUS))) {
            folders.sorted()
                    .flatMap(folder -> Stream.of("trace.dat", "trace.dat.zst").map(folder::resolve))
                    .filter(Files::exists)
                    .forEach(captures::add);
        }
        captures.removeIf(capture -> capture.toFile().length() > LARGEST);
        Collections.shuffle(captures, new Random(seed));
        return captures;
    }

    private void apply(Recording recording, Operator operator, Map<String, Integer> applied) throws IOException {
        Sites sites = operator.finder().apply(recording);
        if (sites.count() > 0) {
            Random random = new Random(seed);
            check(recording, operator, sites.mutations().apply(random.nextInt(sites.count())));
            applied.merge(operator.name(), 1, Integer::sum);
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
    }
}
