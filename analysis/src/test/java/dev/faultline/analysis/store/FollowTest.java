// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.analysis.Conversion;
import dev.faultline.parsers.io.MalformedCaptureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        private volatile @Nullable Throwable failure;

        Follower(Path text, Path store) {
            this.text = text;
            this.store = store;
        }

        @Override
        public void run() {
            try {
                Conversion.follow(LoadRequest.of(text), store, Duration.ofMillis(100), stop::get, Progress.NONE);
            } catch (IOException | InterruptedException | RuntimeException | Error e) {
                failure = e;
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

    /** Waits until the store has rows enough; the test's own time limit is the build's. */
    private static void await(Path store, Follower follower, long atLeast) throws IOException, InterruptedException {
        while (!Files.exists(store) || rows(store) < atLeast) {
            assertThat(follower.failure).isNull();
            Thread.sleep(50);
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
            await(store, follower, written - 2);
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
}
