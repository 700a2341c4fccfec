// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.replay.InvariantResult;
import dev.faultline.analysis.replay.Replay;
import dev.faultline.analysis.replay.ReplayResult;
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
import dev.faultline.samples.mutate.NoSiteException;
import dev.faultline.samples.mutate.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Unbroken generated captures diverge nowhere, and neither do their copies that lost sub-buffers and say so.
 * {@code -Dfaultline.unbroken=1000} takes that many. Prints how much was checked.
 */
class UnbrokenCapturesTest {
    private static final int CAPTURES = Integer.getInteger("faultline.unbroken", 12);
    private static final long FIRST_SEED = 7_000_000;
    private static final int AT_ONCE = 100;
    private static final List<String> KERNELS = List.of("5.10", "6.1", "6.12", "6.1-lockdep");
    private static final List<String> LOSSES = List.of("drop-sub-buffer", "drop-sub-buffer-counted");

    @TempDir
    private Path directory = Path.of("");

    private int replayed;
    private int losing;
    private long checked;
    private long checkedLosing;

    @Test
    void divergeNowhere() throws IOException, InterruptedException {
        System.out.println("unbroken captures: seeds from " + FIRST_SEED);
        for (int done = 0; done < CAPTURES; done += AT_ONCE) {
            List<Path> whole = new ArrayList<>();
            List<Path> lossy = new ArrayList<>();
            for (int i = done; i < Math.min(CAPTURES, done + AT_ONCE); i++) {
                Path capture = generate(FIRST_SEED + i, KERNELS.get(i % KERNELS.size()));
                whole.add(capture);
                withLosses(capture, i).ifPresent(lossy::add);
            }
            checked += replay(whole);
            replayed += whole.size();
            checkedLosing += replay(lossy);
            losing += lossy.size();
            System.out.println("unbroken captures: " + replayed + " done");
            for (Path file : whole) {
                Files.delete(file);
            }
            for (Path file : lossy) {
                Files.delete(file);
            }
        }
        System.out.println(replayed + " unbroken captures: " + checked + " checks of invariants, no divergence; "
                + losing + " with marked losses: " + checkedLosing + " checks, no divergence");
        assertThat(checked).isGreaterThan(100L * CAPTURES);
        assertThat(checkedLosing).isGreaterThan(20L * CAPTURES);
        assertThat(losing).isGreaterThan(CAPTURES / 2);
    }

    /** A copy without one sub-buffer, of captures whose cpus have more than one. */
    private Optional<Path> withLosses(Path capture, int number) throws IOException {
        Path copy = directory.resolve("lossy" + number + ".dat");
        try {
            Mutator.apply(capture, copy, List.of(Request.parse(LOSSES.get(number / 4 % 2))), number);
            return Optional.of(copy);
        } catch (NoSiteException e) {
            return Optional.empty();
        }
    }

    private Path generate(long seed, String kernel) throws IOException {
        RandomSpec spec = RandomSpec.of(seed, kernel);
        Path capture = directory.resolve(seed + ".dat");
        Path truth = directory.resolve("truth");
        Generator.of(spec.toml(), Map.of(), seed).run(capture, OutputFormat.TRACE_DAT, truth);
        return capture;
    }

    /** How many checks of invariants there were. */
    private static long replay(List<Path> captures) throws IOException, InterruptedException {
        SqlFile observations = SqlCatalogue.standard().sql("replay/observations.sql");
        LoadRequest request = LoadRequest.of(captures.toArray(Path[]::new)).withEvents(Replay.needs());
        long checks = 0;
        try (TraceDatabase database = TraceDatabase.load(request, Progress.NONE)) {
            Views.install(
                    database, observations.needs().stream().map(Need::name).toArray(String[]::new));
            database.execute("CREATE TEMP TABLE replayed AS " + observations.sql());
            for (CaptureRow capture : database.captures()) {
                String rows =
                        "SELECT * FROM replayed WHERE capture_id = " + capture.id() + " ORDER BY ts, rank, cpu, rec";
                ReplayResult result = Replay.run(database, capture, rows);
                assertThat(result.divergences())
                        .as(captures.get(capture.id()).toString())
                        .isEmpty();
                checks += result.invariants().stream()
                        .mapToLong(InvariantResult::checked)
                        .sum();
            }
        }
        return checks;
    }
}
