// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.replay.Replay;
import dev.faultline.analysis.replay.ReplayResult;
import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Need;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlFile;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import dev.faultline.samples.generate.Generator;
import dev.faultline.samples.generate.OutputFormat;
import dev.faultline.samples.mutate.Mutator;
import dev.faultline.samples.mutate.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many forged captures the model notices, by operator and invariant: the same generated capture is broken at one place after
 * the other, taken at random. {@code -Dfaultline.mutations=200} breaks it so often. Prints the rates.
 */
class DetectionRatesTest {
    private static final int MUTATIONS = Integer.getInteger("faultline.mutations", 10);
    private static final int AT_ONCE = 25;
    private static final String SPEC = """
            kernel = "%s"
            cpus = 2
            events = 1500
            [[filesystem]]
            name = "fs0"
            type = "ext4"
            device = "254:16"
            [[file]]
            name = "file0"
            filesystem = "fs0"
            pages = 24
            [[process]]
            name = "w"
            does = "mmap-writer"
            file = "file0"
            threads = 2
            rounds = 6
            sync-every = 16
            sync = "fsync"
            """;

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest(name = "{1} on {0}: {2}")
    @CsvSource({
        "6.1, lost-dirty-bit, I1",
        "6.1, mkwrite-without-dirty, I3",
        "6.12, double-writeback, I4",
        "6.1, writeback-of-clean, I4",
        "5.10, writeback-end-only, I5",
        "6.1, double-dirty, D1",
        "6.1, clean-without-writeback, I6",
        "6.1-lockdep, mkwrite-without-freeze-protection, I18"
    })
    void isNoticed(String kernel, String operator, String clause) throws IOException, InterruptedException {
        Path base = directory.resolve("base.dat");
        Generator.of(SPEC.formatted(kernel), Map.of(), 7).run(base, OutputFormat.TRACE_DAT, directory.resolve("truth"));
        int noticed = 0;
        for (int done = 0; done < MUTATIONS; done += AT_ONCE) {
            List<Path> forged = new ArrayList<>();
            for (int seed = done + 1; seed <= Math.min(MUTATIONS, done + AT_ONCE); seed++) {
                Path copy = directory.resolve("forged" + seed + ".dat");
                Mutator.apply(base, copy, List.of(Request.parse(operator)), seed);
                forged.add(copy);
            }
            noticed += noticed(forged, clause);
            for (Path copy : forged) {
                Files.delete(copy);
            }
        }
        System.out.println(
                operator + " on " + kernel + ", full evidence: " + clause + " noticed " + noticed + " of " + MUTATIONS);
        assertThat(noticed).isGreaterThanOrEqualTo((int) Math.floor(MUTATIONS * 0.99));
    }

    private static int noticed(List<Path> captures, String clause) throws IOException, InterruptedException {
        SqlFile observations = SqlCatalogue.standard().sql("replay/observations.sql");
        LoadRequest request = LoadRequest.of(captures.toArray(Path[]::new)).withEvents(Replay.needs());
        try (TraceDatabase database = TraceDatabase.load(request, Progress.NONE)) {
            Views.install(
                    database, observations.needs().stream().map(Need::name).toArray(String[]::new));
            database.execute("CREATE TEMP TABLE replayed AS " + observations.sql());
            return (int) database.captures().stream()
                    .map(capture -> Replay.run(
                            database,
                            capture,
                            "SELECT * FROM replayed WHERE capture_id = " + capture.id()
                                    + " ORDER BY ts, rank, cpu, rec"))
                    .filter(result -> breaks(result, clause))
                    .count();
        }
    }

    private static boolean breaks(ReplayResult result, String clause) {
        return result.divergences().stream()
                .flatMap(divergence -> divergence.broken().stream())
                .anyMatch(broken -> broken.name().equals(clause));
    }
}
