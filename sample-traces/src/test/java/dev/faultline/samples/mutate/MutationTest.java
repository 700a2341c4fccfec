// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.samples.Samples;
import dev.faultline.samples.generate.Generator;
import dev.faultline.samples.generate.OutputFormat;
import dev.faultline.samples.generate.Presets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
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

    private static final List<OutputFormat> OTHERS =
            List.of(OutputFormat.PERF_DATA, OutputFormat.RAW_PAGES, OutputFormat.TRACE_TEXT, OutputFormat.REPORT_TEXT);

    private final Map<OutputFormat, Map<String, Integer>> onOthers = new EnumMap<>(OutputFormat.class);
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

    private static boolean reaches(Operator operator, OutputFormat format) {
        return switch (format) {
            case PERF_DATA -> operator.reach() == Reach.RECORDS || operator.reach() == Reach.FIELDS;
            case RAW_PAGES -> operator.reach() != Reach.BUFFERS;
            default -> operator.reach() == Reach.RECORDS;
        };
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
            for (OutputFormat format : OTHERS) {
                assertThat(onOthers.getOrDefault(format, Map.of()).getOrDefault(operator.name(), 0))
                        .as(operator.name() + " on " + format)
                        .isGreaterThanOrEqualTo(reaches(operator, format) ? least : 0);
            }
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

    /** The other containers: every operator that reaches into them finds a place, the rest say why not. */
    @ParameterizedTest
    @CsvSource({"truncate-race, 6.1, 4", "throttled, 5.10, 2", "lockdep, 6.1-lockdep, 2"})
    void ofOtherContainers(String preset, String kernel, int containers) throws IOException {
        String toml = Objects.requireNonNull(Presets.find(preset));
        for (OutputFormat format : OTHERS.subList(0, containers)) {
            Path capture = directory.resolve(preset + "." + format);
            Generator.of(toml, Map.of("kernel", kernel, "events", "3000"), 4)
                    .run(capture, format, directory.resolve("truth"));
            Recording recording = Recording.read(capture);
            for (Operator operator : Operators.all()) {
                apply(recording, operator, onOthers.computeIfAbsent(format, key -> new TreeMap<>()));
            }
        }
    }

    /** Those of the corpus: perf.data as files, pipes and compressed, text, raw pages. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "k61-pf-tp/perf.data",
                "k510-pf-pipe/perf.pipe",
                "k612-pf-mono/perf.data",
                "k61-pf-z/perf.data",
                "k61-tx-default/trace.txt.zst",
                "k61-tx-rawpages"
            })
    void ofOtherContainersOfTheCorpus(String name) throws IOException {
        if (CORPUS.isEmpty()) {
            System.out.println("SKIPPED: mutations of " + name + ": -Dfaultline.corpus names no directory");
            return;
        }
        Recording recording = Recording.read(Path.of(CORPUS, name));
        Map<String, Integer> applied = new TreeMap<>();
        for (Operator operator : Operators.all()) {
            apply(recording, operator, applied);
        }
        System.out.println(name + ": " + recording.ordered().size() + " records, " + applied.keySet());
        assertThat(applied).containsKeys("none", "drop-event", "duplicate-event", "delay-event", "reorder-events");
    }

    @Test
    void whatCannotBeAppliedSaysWhy() throws IOException {
        Path text = directory.resolve("refused.txt");
        Path perf = directory.resolve("refused.perf");
        String toml = Objects.requireNonNull(Presets.find("first"));
        Generator.of(toml, Map.of("events", "500"), 4).run(text, OutputFormat.TRACE_TEXT, directory.resolve("truth"));
        Generator.of(toml, Map.of("events", "500"), 4).run(perf, OutputFormat.PERF_DATA, directory.resolve("truth"));
        assertThatThrownBy(() -> Request.parse("double-dirty").in(Recording.read(text), 1))
                .hasMessage(
                        "double-dirty cannot be applied to text: lines can be taken out, doubled and moved, but what "
                                + "they say is not changed; mutate the trace.dat, perf.data or raw pages of the same recording");
        assertThatThrownBy(() -> Request.parse("drop-sub-buffer").in(Recording.read(perf), 1))
                .hasMessage("drop-sub-buffer cannot be applied to a perf.data: it has no sub-buffers");
        assertThatThrownBy(() -> Request.parse("split-buffers").in(Recording.read(perf), 1))
                .hasMessage("split-buffers cannot be applied to a perf.data: it has no buffers besides the one");
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
        Sites sites = operator.places(recording);
        if (sites.count() > 0) {
            Random random = new Random(seed);
            check(recording, operator, sites.mutations().apply(random.nextInt(sites.count())));
            applied.merge(operator.name(), 1, Integer::sum);
        }
    }

    private void check(Recording recording, Operator operator, Mutation mutation) throws IOException {
        Path out = directory.resolve("mutated.dat");
        delete(out);
        recording.original().write(mutation, out);
        Difference difference = new Difference(recording, mutation, Recording.read(out));
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

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> files = Files.walk(tree)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
