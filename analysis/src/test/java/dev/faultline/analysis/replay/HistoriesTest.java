// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A correct kernel's histories diverge nowhere; each history of a broken one diverges once, where its first lines say. */
class HistoriesTest {
    static Stream<Path> good() throws IOException, URISyntaxException {
        return files("good");
    }

    static Stream<Path> bad() throws IOException, URISyntaxException {
        return files("bad");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void correctKernelDivergesNowhere(Path file) throws IOException {
        History history = History.read(file);
        ReplayResult result = history.replay();
        assertThat(result.divergences()).as("%s", file.getFileName()).isEmpty();
        assertThat(history.expectations()).isNotEmpty().allSatisfy(line -> hold(line, result));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void brokenKernelDivergesOnce(Path file) throws IOException {
        History history = History.read(file);
        ReplayResult result = history.replay();
        assertThat(result.divergences())
                .as("%s", file.getFileName())
                .singleElement()
                .satisfies(divergence -> {
                    assertThat(divergence.count()).isEqualTo(1);
                    assertThat(divergence.chain()).isNotEmpty();
                });
        assertThat(history.expectations()).isNotEmpty().allSatisfy(line -> hold(line, result));
    }

    private static void hold(String line, ReplayResult result) {
        String[] words = line.split(" ", 2);
        switch (words[0]) {
            case "dirtied" -> assertThat(result.predicted().dirtied()).isEqualTo(Long.parseLong(words[1]));
            case "written" -> assertThat(result.predicted().written()).isEqualTo(Long.parseLong(words[1]));
            case "follows" -> assertThat(course(result, words[1]).departure()).isNull();
            case "departs" -> {
                String[] departure = words[1].split(" ");
                assertThat(course(result, departure[0]).departure())
                        .isNotNull()
                        .satisfies(sample -> assertThat(sample.ts()).isEqualTo(Long.parseLong(departure[1])));
                assertThat(course(result, departure[0]).why()).isNotEmpty();
            }
            case "subject" -> assertThat(first(result).subject()).isEqualTo(words[1]);
            case "excuse" -> assertThat(first(result).excuse()).isEqualTo(words[1]);
            case "broken" ->
                assertThat(first(result).broken().stream().map(Enum::name).collect(Collectors.joining(",")))
                        .isEqualTo(words[1]);
            default -> {
                String[] count = words[1].split(" ");
                Clause clause = Clause.valueOf(words[0]);
                long counted = count[0].equals("taken")
                        ? result.transition(clause).taken()
                        : result.invariant(clause).checked();
                assertThat(counted).as(line).isEqualTo(Long.parseLong(count[1]));
            }
        }
    }

    private static CounterCourse course(ReplayResult result, String counter) {
        return result.courses().stream()
                .filter(course -> course.counter().equals(counter))
                .findFirst()
                .orElseThrow();
    }

    private static Divergence first(ReplayResult result) {
        return result.divergences().get(0);
    }

    private static Stream<Path> files(String folder) throws IOException, URISyntaxException {
        URL url = Objects.requireNonNull(HistoriesTest.class.getResource("/histories/" + folder));
        try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
            List<Path> sorted = files.sorted().toList();
            return sorted.stream();
        }
    }
}
