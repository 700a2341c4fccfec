// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.analysis.Conversion;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.parsers.perfdata.GrowingPerfData;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.PerfAttr;
import dev.faultline.samples.write.PerfDataSpec;
import dev.faultline.samples.write.PerfDataWriter;
import dev.faultline.samples.write.PerfSample;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text that is written while it is converted, and somebody who looks at the store meanwhile. */
class FollowTest {
    private static final String HEAD = "# tracer: nop\n#\n";

    @TempDir
    private Path directory;

    private static String line(int i) {
        return String.format(
                java.util.Locale.ROOT,
                "            bash-77      [%03d] .....   %d.%06d: tracing_mark_write: step %d%n",
                i % 2,
                100 + i / 1000,
                i % 1000,
                i);
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** A thread that follows {@code text} into {@code store}. */
    private static final class Follower extends Thread {
        private final Path text;
        private final Path store;
        private final AtomicBoolean stop = new AtomicBoolean();
        /** Records of each store that came to stand at the output; -1 when it gave up. */
        private final BlockingQueue<Long> stored = new LinkedBlockingQueue<>();

        private volatile @Nullable Throwable failure;

        Follower(Path text, Path store) {
            this.text = text;
            this.store = store;
        }

        @Override
        public void run() {
            try {
                Conversion.follow(LoadRequest.of(text), store, Duration.ZERO, stop::get, new Progress() {
                    @Override
                    public void at(String step, long rows) {}

                    @Override
                    public void stored(ScanSummary summary) {
                        stored.add(summary.records());
                    }
                });
            } catch (IOException | InterruptedException | RuntimeException | Error e) {
                failure = e;
                stored.add(-1L);
            }
        }

        /** Waits for a store with so many records. */
        void await(long atLeast) throws InterruptedException {
            long records = 0;
            while (records < atLeast) {
                records = stored.take();
                assertThat(failure).isNull();
            }
        }

        void finish() throws InterruptedException {
            stop.set(true);
            join();
            assertThat(failure).isNull();
        }
    }

    private static long rows(Path store) throws IOException, InterruptedException {
        try (TraceDatabase database = TraceDatabase.open(store, Resources.standard())) {
            long rows = ((Number) database.query("SELECT count(*) FROM ftrace.print")
                            .all()
                            .get(0)[0])
                    .longValue();
            List<@Nullable Object[]> said = database.query(
                            "SELECT records, (SELECT max(loaded) FROM event_schema WHERE event = 'print') FROM capture")
                    .all();
            assertThat(said).hasSize(1);
            assertThat(said.get(0)).containsExactly(rows, rows);
            return rows;
        }
    }

    @Test
    void rowsAreSeenWhileTheyCome() throws IOException, InterruptedException {
        Path text = directory.resolve("trace.txt");
        Path store = directory.resolve("live.duckdb");
        append(text, HEAD);
        Follower follower = new Follower(text, store);
        follower.start();
        int written = 0;
        for (int round = 0; round < 3; round++) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                lines.append(line(written++));
            }
            // A line is written in two halves: only whole lines are rows.
            append(text, lines.substring(0, lines.length() - 20));
            follower.await(written - 2);
            assertThat(rows(store)).isGreaterThanOrEqualTo(written - 2);
            append(text, lines.substring(lines.length() - 20));
        }
        follower.finish();
        assertThat(rows(store)).isEqualTo(written);

        Path whole = directory.resolve("whole.duckdb");
        TraceDatabase.convert(LoadRequest.of(text).withStore(whole), Progress.NONE);
        String sum = "SELECT count(*), bit_xor(hash(p))::VARCHAR, min(rec), max(rec) FROM ftrace.print AS p";
        try (TraceDatabase live = TraceDatabase.open(store, Resources.standard());
                TraceDatabase once = TraceDatabase.open(whole, Resources.standard())) {
            assertThat(live.query(sum).all().get(0))
                    .isEqualTo(once.query(sum).all().get(0));
            assertThat(live.query("SELECT count(*) FROM parse_issue").all().get(0)[0])
                    .isEqualTo(0L);
        }
        try (var left = Files.list(directory)) {
            assertThat(left.map(path -> String.valueOf(path.getFileName())))
                    .containsExactlyInAnyOrder("trace.txt", "live.duckdb", "whole.duckdb");
        }
    }

    @Test
    void aTextWithoutEventsIsRefusedAtItsEnd() throws IOException {
        Path text = directory.resolve("trace.txt");
        append(text, HEAD);
        assertThatThrownBy(() -> Conversion.follow(
                        LoadRequest.of(text),
                        directory.resolve("live.duckdb"),
                        Duration.ofMillis(100),
                        () -> true,
                        Progress.NONE))
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessageContaining("no event line until the end");
        assertThat(directory.resolve("live.duckdb")).doesNotExist();
    }

    /** A pipe of perf comes in two parts; the second after a store with the first was seen. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPipeOfPerf(boolean compressed) throws Exception {
        Path whole = directory.resolve("perf.pipe");
        PerfAttr faults = PerfAttr.software("page-faults", 2, TYPE, 11L);
        PerfDataSpec spec = PerfDataSpec.of(Machine.LE64).attr(faults).pipe();
        try (PerfDataWriter writer = PerfDataWriter.create(whole, compressed ? spec.compressed() : spec)) {
            PerfSample sample = new PerfSample().task(77, 78).set(PerfSample.ID, 11);
            for (int n = 0; n < 4000; n++) {
                writer.sample(
                        faults, 2, sample.set(PerfSample.TIME, 1_000_000 + n).set(PerfSample.CPU, n % 3));
                if (n % 500 == 499) {
                    writer.finishedRound();
                }
            }
        }
        byte[] bytes = Files.readAllBytes(whole);
        Path store = directory.resolve("live.duckdb");
        BlockingQueue<Long> stored = new LinkedBlockingQueue<>();
        PipedOutputStream out = new PipedOutputStream();
        try (PipedInputStream in = new PipedInputStream(out, bytes.length);
                GrowingPerfData pipe = new GrowingPerfData(CaptureFile.arriving(Path.of("-"), in))) {
            out.write(bytes, 0, bytes.length / 2);
            out.flush();
            FutureTask<ScanSummary> job = new FutureTask<>(() -> TraceDatabase.follow(
                    LoadRequest.of(Path.of("-")).withStore(store), pipe, Duration.ZERO, () -> false, new Progress() {
                        @Override
                        public void at(String step, long rows) {}

                        @Override
                        public void stored(ScanSummary summary) {
                            stored.add(summary.records());
                        }
                    }));
            new Thread(job).start();
            assertThat(stored.take()).isBetween(1000L, 3000L);
            assertThat(samples(store)).isBetween(1000L, 3000L);
            out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
            out.close();
            assertThat(job.get().recordsPerEvent()).containsEntry("perf.sample", 4000L);
        }
        assertThat(samples(store)).isEqualTo(4000);
    }

    private static final long TYPE =
            PerfSample.IDENTIFIER | PerfSample.IP | PerfSample.TID | PerfSample.TIME | PerfSample.CPU;

    private static long samples(Path store) throws IOException, InterruptedException {
        try (TraceDatabase database = TraceDatabase.open(store, Resources.standard())) {
            Object[] counts = database.query(
                            "SELECT count(*), (SELECT count(*) FROM parse_issue), count(DISTINCT sample_id) FROM perf.sample")
                    .all()
                    .get(0);
            assertThat(counts[1]).isEqualTo(0L);
            assertThat(counts[2]).isEqualTo(counts[0]);
            return ((Number) counts[0]).longValue();
        }
    }

    /** Names of perf script keep their numbers from piece to piece. */
    @Test
    void textOfPerfScriptInPieces() throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 900; i++) {
            String event = i < 450 ? "page-faults" : i % 2 == 0 ? "major-faults" : "page-faults";
            lines.append(String.format(
                    java.util.Locale.ROOT,
                    "bash   77 [%03d]   100.%06d:          1 %s:           7f0000%06x do_it+0x10 (/bin/bash)%n",
                    i % 2,
                    i,
                    event,
                    i));
        }
        Path text = directory.resolve("script.txt");
        Path store = directory.resolve("live.duckdb");
        append(text, lines.substring(0, lines.length() / 2));
        Follower follower = new Follower(text, store);
        follower.start();
        follower.await(400);
        append(text, lines.substring(lines.length() / 2));
        follower.finish();
        try (TraceDatabase database = TraceDatabase.open(store, Resources.standard())) {
            assertThat(database.query("SELECT count(*) FROM perf.event").all().get(0))
                    .containsExactly(2L);
            assertThat(database.query("SELECT count(*), count(DISTINCT event) FROM perf.sample")
                            .all()
                            .get(0))
                    .containsExactly(900L, 2L);
        }
    }
}
