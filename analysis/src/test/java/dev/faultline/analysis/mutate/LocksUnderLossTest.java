// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Needs;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import dev.faultline.samples.mutate.Mutator;
import dev.faultline.samples.mutate.Operator;
import dev.faultline.samples.mutate.Operators;
import dev.faultline.samples.mutate.Recording;
import dev.faultline.samples.mutate.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Documented locks when events are missing. With the kernel's mark there is no new violation, and what is not near the loss is judged as
 * before; without it a new violation says that the thread's locks do not balance; without any lock events nothing is judged.
 */
class LocksUnderLossTest {
    private static final String CORPUS = System.getProperty("faultline.corpus", "");
    private static final List<String> CAPTURES = List.of("k61-lab-lk-xfs-dirops", "k61-lab-bug-rename_nomutex");
    private static final int UNTAKEN = 10;
    private static final String CHECKS = """
            SELECT
              c.rule || ' ' || c.function || ' ' || coalesce(c.object, '') || ' ' || c.tid || ' ' || c.start_ts, c.verdict, c.degraded,
              EXISTS (
                SELECT 1 FROM loss_gap AS g
                WHERE c.start_ts BETWEEN g.from_ts - 100000000 AND g.to_ts + 100000000
              )
            FROM lock_check AS c
            WHERE c.verdict IN ('followed', 'violated', 'wrong mode', 'undecidable')
            """;

    /** What became of one check. */
    private record Check(String verdict, boolean degraded, boolean near) {
        boolean broken() {
            return verdict.equals("violated") || verdict.equals("wrong mode");
        }
    }

    @TempDir
    private Path directory = Path.of("");

    private static Map<String, Check> checks(Path capture) throws IOException, InterruptedException {
        LoadRequest request = LoadRequest.of(capture).withEvents(Needs.events("lock_check"));
        try (TraceDatabase database = TraceDatabase.load(request, Progress.NONE)) {
            Views.install(database, "lock_check");
            Map<String, Check> checks = new LinkedHashMap<>();
            database.query(CHECKS)
                    .forEach(row -> checks.put(
                            String.valueOf(row[0]),
                            new Check(
                                    String.valueOf(row[1]), Boolean.TRUE.equals(row[2]), Boolean.TRUE.equals(row[3]))));
            return checks;
        }
    }

    private Map<String, Check> mutated(Path capture, String operator, long seed)
            throws IOException, InterruptedException {
        Path out = directory.resolve(operator + seed + ".dat");
        Mutator.apply(capture, out, List.of(Request.parse(operator)), seed);
        return checks(out);
    }

    private static Stream<Path> captures() {
        if (CORPUS.isEmpty()) {
            System.out.println("SKIPPED: locks under loss: -Dfaultline.corpus=<folder of captures> is not set");
            return Stream.empty();
        }
        return CAPTURES.stream().map(name -> Path.of(CORPUS, name, "trace.dat"));
    }

    @Test
    void markedLossesBringNoNewViolation() throws IOException, InterruptedException {
        for (Path capture : captures().toList()) {
            Map<String, Check> whole = checks(capture);
            for (int seed = 1; seed <= 2; seed++) {
                Map<String, Check> lossy = mutated(capture, "drop-sub-buffer", seed);
                assertThat(newlyBroken(whole, lossy))
                        .as(capture + " seed " + seed)
                        .isEmpty();
                List<String> away = lossy.entrySet().stream()
                        .filter(entry -> !entry.getValue().near() && whole.containsKey(entry.getKey()))
                        .map(Map.Entry::getKey)
                        .toList();
                long kept = away.stream()
                        .filter(key ->
                                lossy.get(key).verdict().equals(whole.get(key).verdict()))
                        .count();
                System.out.println(capture.getParent().getFileName() + " seed " + seed + ": " + kept + " of "
                        + away.size() + " keep");
                assertThat(away).hasSizeGreaterThan(50);
                assertThat(kept * 100).as(capture + " seed " + seed).isGreaterThanOrEqualTo(80L * away.size());
            }
        }
    }

    private static List<String> newlyBroken(Map<String, Check> before, Map<String, Check> after) {
        return after.entrySet().stream()
                .filter(entry -> entry.getValue().broken())
                .map(Map.Entry::getKey)
                .filter(key -> !before.containsKey(key) || !before.get(key).broken())
                .toList();
    }

    @Test
    void unmarkedLossesAreDegraded() throws IOException, InterruptedException {
        for (Path capture : captures().toList()) {
            Map<String, Check> whole = checks(capture);
            Map<String, Check> lossy = mutated(capture, "drop-sub-buffer-silently", 1);
            List<String> broken = newlyBroken(whole, lossy);
            System.out.println(capture.getParent().getFileName() + " silently: new " + broken);
            assertThat(broken)
                    .as(capture.toString())
                    .allMatch(key -> lossy.get(key).degraded());
            assertThat(lossy).isNotEmpty();
        }
    }

    /** Acquisitions that were held in a probed call are gone, so that its lock seems not to have been held. */
    @Test
    void aViolationThatAMissingAcquisitionMadeIsDegraded() throws IOException, InterruptedException {
        long seen = 0;
        for (Path capture : captures().toList()) {
            Map<String, Check> whole = checks(capture);
            Path out = directory.resolve("untaken.dat");
            List<String> changes = Mutator.apply(capture, out, untaken(capture), 1);
            Map<String, Check> lossy = checks(out);
            List<String> broken = newlyBroken(whole, lossy);
            System.out.println(capture.getParent().getFileName() + " without " + changes.size() + " acquisitions: new "
                    + broken.size());
            assertThat(broken)
                    .as(capture + " " + changes)
                    .allMatch(key -> lossy.get(key).degraded());
            seen += broken.size();
        }
        if (!CORPUS.isEmpty()) {
            assertThat(seen).as("violations that the mutations made").isGreaterThanOrEqualTo(5);
        }
    }

    private static List<Request> untaken(Path capture) throws IOException {
        Operator operator = Operators.named("lock-acquisition-lost");
        int sites = operator.sites(Recording.read(capture));
        assertThat(sites).isGreaterThan(400);
        return new Random(9)
                .ints(UNTAKEN, 1, sites - UNTAKEN)
                .mapToObj(site -> new Request(operator, site))
                .toList();
    }
}
