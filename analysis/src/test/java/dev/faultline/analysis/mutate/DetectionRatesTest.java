// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.replay.Clause;
import dev.faultline.analysis.replay.Evidence;
import dev.faultline.analysis.replay.ObservationKind;
import dev.faultline.analysis.replay.Replay;
import dev.faultline.analysis.replay.ReplayResult;
import dev.faultline.analysis.replay.Replayer;
import dev.faultline.analysis.store.CaptureRow;
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
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many forged captures the model notices, by operator, invariant and evidence: the same generated capture is broken at one place after
 * the other, taken at random. {@code -Dfaultline.mutations=200} breaks it so often. Prints the rates. With less evidence fewer are
 * noticed, and nothing else diverges: a fact lasts only while its end would be recorded.
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

    /** What of the capture the model is shown. */
    private enum Level {
        FULL("full evidence"),
        /** Its calls have no arguments, so no page: what is left is when a thread was in a fault. */
        FUNCTION_GRAPH("function_graph and stock tracepoints"),
        STOCK("stock tracepoints");

        private static final Set<ObservationKind> TRACEPOINTS = EnumSet.of(
                ObservationKind.LOSS_BEGIN,
                ObservationKind.LOSS_END,
                ObservationKind.FOLIO_ADDED,
                ObservationKind.FOLIO_REMOVED,
                ObservationKind.FOLIO_DIRTIED,
                ObservationKind.EXCEPTION,
                ObservationKind.EXITED,
                ObservationKind.UNMAP_BEGIN,
                ObservationKind.UNMAPPED,
                ObservationKind.MAPPED,
                ObservationKind.SYNC_BEGIN,
                ObservationKind.SYNC_END,
                ObservationKind.WAITED,
                ObservationKind.THROTTLED,
                ObservationKind.INODE_WRITTEN,
                ObservationKind.FLUSHED,
                ObservationKind.NR_DIRTY,
                ObservationKind.NR_WRITEBACK,
                ObservationKind.NR_DIRTIED,
                ObservationKind.NR_WRITTEN);

        private final String words;

        Level(String words) {
            this.words = words;
        }

        /** The lock events of a kernel with lockdep are no stock tracepoints; function_graph is recorded beside them. */
        Set<ObservationKind> kinds() {
            Set<ObservationKind> kinds = EnumSet.copyOf(TRACEPOINTS);
            if (this == FUNCTION_GRAPH) {
                kinds.add(ObservationKind.LOCK_TAKEN);
                kinds.add(ObservationKind.LOCK_RELEASED);
            }
            return kinds;
        }
    }

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
        "6.1-lockdep, mkwrite-without-freeze-protection, I18",
        "6.1-lockdep, lock-order-inverted, I18",
        "6.1, mkwrite-beyond-eof, I8",
        "6.1, dirty-without-mkwrite, I3",
        "6.1, removed-dirty, T4"
    })
    void isNoticed(String kernel, String operator, String clause) throws IOException, InterruptedException {
        Path base = directory.resolve("base.dat");
        Generator.of(SPEC.formatted(kernel), Map.of(), 7).run(base, OutputFormat.TRACE_DAT, directory.resolve("truth"));
        Map<Level, Integer> noticed = new EnumMap<>(Level.class);
        for (int done = 0; done < MUTATIONS; done += AT_ONCE) {
            List<Path> forged = new ArrayList<>();
            for (int seed = done + 1; seed <= Math.min(MUTATIONS, done + AT_ONCE); seed++) {
                Path copy = directory.resolve("forged" + seed + ".dat");
                Mutator.apply(base, copy, List.of(Request.parse(operator)), seed);
                forged.add(copy);
            }
            notice(forged, clause, noticed);
            for (Path copy : forged) {
                Files.delete(copy);
            }
        }
        for (Level level : Level.values()) {
            System.out.println(operator + " on " + kernel + ", " + level.words + ": " + clause + " noticed "
                    + noticed.getOrDefault(level, 0) + " of " + MUTATIONS);
        }
        assertThat(noticed.getOrDefault(Level.FULL, 0)).isGreaterThanOrEqualTo((int) Math.floor(MUTATIONS * 0.99));
    }

    private static void notice(List<Path> captures, String clause, Map<Level, Integer> noticed)
            throws IOException, InterruptedException {
        SqlFile observations = SqlCatalogue.standard().sql("replay/observations.sql");
        LoadRequest request = LoadRequest.of(captures.toArray(Path[]::new)).withEvents(Replay.needs());
        try (TraceDatabase database = TraceDatabase.load(request, Progress.NONE)) {
            Views.install(
                    database, observations.needs().stream().map(Need::name).toArray(String[]::new));
            database.execute("CREATE TEMP TABLE replayed AS " + observations.sql());
            for (CaptureRow capture : database.captures()) {
                Set<String> broken = broken(replay(database, capture, Level.FULL));
                for (Level level : Level.values()) {
                    Set<String> here = level == Level.FULL ? broken : broken(replay(database, capture, level));
                    noticed.merge(level, here.contains(clause) ? 1 : 0, Integer::sum);
                    assertThat(here.isEmpty() || !broken.isEmpty())
                            .as(level.words)
                            .isTrue();
                }
            }
        }
    }

    private static ReplayResult replay(TraceDatabase database, CaptureRow capture, Level level) {
        String rows = "SELECT * FROM replayed WHERE capture_id = " + capture.id() + " ORDER BY ts, rank, cpu, rec";
        if (level == Level.FULL) {
            return Replay.run(database, capture, rows);
        }
        Replayer replayer = new Replayer(Replay.profile(database, capture), new Evidence(level.kinds()));
        Replay.observe(database, rows, observation -> {
            if (level.kinds().contains(observation.kind())) {
                replayer.accept(observation);
            }
        });
        return replayer.result();
    }

    private static Set<String> broken(ReplayResult result) {
        return result.divergences().stream()
                .flatMap(divergence -> divergence.broken().stream())
                .map(Clause::name)
                .collect(Collectors.toSet());
    }
}
