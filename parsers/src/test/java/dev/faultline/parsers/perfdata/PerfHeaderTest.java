// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.Selection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every line of {@code perf script --header} and {@code perf evlist -v} beside the captures of the corpus, and of
 * {@code perf script --header-only -I} of an installed perf, must come out of the rows of features and events again.
 */
class PerfHeaderTest {
    private static final String CORPUS = System.getProperty("faultline.corpus", "");
    private static final long FLOOR_LINES = 2_100;
    /** Of the file system, of the container, or a hint; and two lists of what is missing, compared on their own. */
    private static final List<String> NOT_OF_THE_FILE =
            List.of("captured on :", "header version :", "=", "missing features:", "Tip:");

    private static final Set<String> NEVER_LISTED =
            Set.of("reserved", "bpf_prog_info", "bpf_btf", "pmu_caps", "hybrid_topology", "cpu_pmu_caps");

    private static long lines;

    @AfterAll
    static void floor() {
        if (!CORPUS.isEmpty()) {
            System.out.printf(Locale.ROOT, "perf header and evlist: %d lines compared%n", lines);
            assertThat(lines).isGreaterThanOrEqualTo(FLOOR_LINES);
        }
    }

    static Stream<Path> captures() throws IOException {
        if (CORPUS.isEmpty()) {
            System.out.println("SKIPPED: headers of perf.data: -Dfaultline.corpus names no directory");
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(Path.of(CORPUS), 3)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".header.txt"))
                    .sorted()
                    .toList();
            return found.stream();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("captures")
    void everyLineComesOutOfTheRows(Path header) throws IOException, InterruptedException {
        Path file = capture(header);
        try (Capture capture = CaptureFormats.open(file)) {
            PerfRows rows = PerfRows.of(capture, Selection.everything(), 1);
            Set<String> expected = HeaderText.of(rows, capture.info().details());
            List<String> printed = new ArrayList<>(Files.readAllLines(header));
            printed.addAll(live(file));
            List<String> wrong = printed.stream()
                    .map(line -> line.replaceFirst("^#", ""))
                    .map(HeaderText::squeeze)
                    .filter(line -> !line.isEmpty() && !line.endsWith("use -I to display"))
                    .filter(line -> NOT_OF_THE_FILE.stream().noneMatch(line::startsWith))
                    .peek(line -> lines++)
                    .filter(line -> !expected.contains(line))
                    .toList();
            assertThat(wrong).as(file.toString()).isEmpty();
            missing(printed, rows);
            evlist(header, rows);
        }
    }

    private static Path capture(Path header) {
        String name = header.getFileName().toString().replace(".header.txt", "");
        Path directory = header.toAbsolutePath().getParent().getParent();
        Path plain = directory.resolve(name);
        return Files.exists(plain) ? plain : directory.resolve(name + ".zst");
    }

    private static void missing(List<String> printed, PerfRows rows) {
        Set<String> stored = rows.table("perf.feature").stream()
                .map(row -> String.valueOf(row.get("name")))
                .filter(name -> !NEVER_LISTED.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        for (String line : printed) {
            if (line.startsWith("# missing features:")) {
                Set<String> missing = Arrays.stream(line.substring(19)
                                .strip()
                                .toLowerCase(Locale.ROOT)
                                .split(" "))
                        .filter(name -> !NEVER_LISTED.contains(name))
                        .collect(Collectors.toCollection(TreeSet::new));
                Set<String> all = new TreeSet<>(stored);
                all.addAll(missing);
                assertThat(stored).doesNotContainAnyElementsOf(missing);
                assertThat(all).as("all features but those perf does not list").hasSize(26);
                lines++;
            }
        }
    }

    private static void evlist(Path header, PerfRows rows) throws IOException {
        Path list = header.resolveSibling(header.getFileName().toString().replace(".header.", ".evlist."));
        List<String> expected = rows.table("perf.event").stream()
                .map(AttrText::evlist)
                .map(HeaderText::squeeze)
                .toList();
        List<String> printed = Files.readAllLines(list).stream()
                .filter(line -> line.contains(": type: ") || line.contains(": size: "))
                .map(HeaderText::squeeze)
                .toList();
        assertThat(printed).as(list.toString()).isEqualTo(expected);
        lines += printed.size();
    }

    /** What an installed perf prints, with the tables; nothing where there is none, or it cannot read the file. */
    private static List<String> live(Path file) throws IOException {
        try {
            Process perf = new ProcessBuilder("perf", "script", "--header-only", "-I", "-f", "-i", file.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream in = perf.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            }
        } catch (IOException e) {
            System.out.println("SKIPPED: no perf is installed to print headers with their tables");
            return List.of();
        }
    }
}
