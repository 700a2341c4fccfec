// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays every trace.dat of the corpus: stock kernels and controls diverge nowhere and every invariant is checked at least
 * as often as {@code replay-floors.tsv} says; injected faults diverge where {@code expected-findings.tsv} says; and the pages the
 * model predicts are those the kernel counted. Prints one line per capture.
 */
class CorpusReplayTest {
    private static final Path CORPUS = Path.of(System.getProperty("faultline.corpus", ""));
    private static final List<String> LINES = new ArrayList<>();

    @TestFactory
    Stream<DynamicTest> everyCaptureReplays() throws IOException {
        if (CORPUS.toString().isEmpty()) {
            System.out.println("SKIPPED: replay of the corpus: -Dfaultline.corpus=<folder of captures> is not set");
            return Stream.empty();
        }
        Floors floors = Floors.read();
        ExpectedFindings findings = ExpectedFindings.read(CORPUS.resolve("expected-findings.tsv"));
        return captures().stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> replay(file, floors, findings)));
    }

    @AfterAll
    static void print() {
        LINES.forEach(System.out::println);
    }

    private static List<Path> captures() throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS, 2)) {
            return files.filter(file -> file.getFileName().toString().startsWith("trace.dat"))
                    .sorted(Comparator.comparing(CorpusReplayTest::name))
                    .toList();
        }
    }

    private static String name(Path file) {
        return file.getName(file.getNameCount() - 2).toString();
    }

    private static void replay(Path file, Floors floors, ExpectedFindings findings)
            throws IOException, InterruptedException {
        String name = name(file);
        ReplayResult result = replay(file);
        VmstatDelta truth = VmstatDelta.read(file.resolveSibling("truth"));
        LINES.add(line(name, result, truth));
        findings.check(name, result.divergences());
        floors.check(name, result, truth);
    }

    static ReplayResult replay(Path file) throws IOException, InterruptedException {
        try (TraceDatabase database =
                TraceDatabase.load(LoadRequest.of(file).withEvents(Replay.needs()), Progress.NONE)) {
            assertThat(database.captures()).hasSize(1);
            return Replay.run(database, database.captures().get(0));
        }
    }

    static String line(String name, ReplayResult result, VmstatDelta truth) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "replay %-46s", name));
        for (InvariantResult invariant : result.invariants()) {
            line.append(String.format(Locale.ROOT, " %s %d", invariant.id(), invariant.checked()));
            line.append(invariant.violated() > 0 ? " violated " + invariant.violated() : "");
        }
        for (TransitionResult transition : result.transitions()) {
            line.append(String.format(Locale.ROOT, " %s %d", transition.id(), transition.taken()));
        }
        return line + "  " + truth.compared(result.predicted());
    }
}
