// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.samples.write.ManyEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The spike the loader was built on: hundreds of tables in one pass, within 1 GiB for the whole process. */
class LoadManyEventsTest {
    private static final int TYPES = 500;
    private static final long ROWS = 1_200_007;
    private static final long SEED = 42;
    private static final long LIMIT_KIB = 1L << 20;

    @TempDir
    private Path directory;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "peak memory is read from /proc")
    void fiveHundredEventTypesStayWithinOneGibibyte() throws Exception {
        Path capture = directory.resolve("many.dat");
        Path store = directory.resolve("many.duckdb");
        long[] written = ManyEvents.write(capture, TYPES, ROWS, SEED);
        long peak = loadInAnotherJvm(capture, store);
        System.out.printf("%d rows of %d event types: peak %d MiB%n", ROWS, TYPES, peak >> 10);
        assertThat(peak).isBetween(1L, LIMIT_KIB);
        try (TraceDatabase database = TraceDatabase.open(store, Resources.standard())) {
            long[] loaded = new long[TYPES];
            database.query("SELECT DISTINCT event, loaded FROM event_schema WHERE event LIKE 'event\\_%' ESCAPE '\\'")
                    .forEach(row -> loaded[number((String) row[0])] = (Long) row[1]);
            assertThat(loaded).isEqualTo(written);
            assertThat(Arrays.stream(loaded).sum()).isEqualTo(ROWS);
            assertThat(count(database, "sys0.event_0")).isEqualTo(written[0]);
            assertThat(count(database, "sys19.event_499")).isEqualTo(written[499]);
        }
    }

    private static int number(String event) {
        return Integer.parseInt(event.substring("event_".length()));
    }

    private static long count(TraceDatabase database, String table) {
        return (Long) database.query("SELECT count(*) FROM " + table).all().get(0)[0];
    }

    private long loadInAnotherJvm(Path capture, Path store) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Loading.class.getName(),
                        capture.toString(),
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended && process.exitValue() == 0).as(text).isTrue();
        return Long.parseLong(text.lines().reduce("", (a, b) -> b));
    }

    /** Loads a capture and prints the peak resident memory of its process, in KiB. */
    static final class Loading {
        private Loading() {}

        public static void main(String[] args) throws Exception {
            LoadRequest request = LoadRequest.of(Path.of(args[0])).withStore(Path.of(args[1]));
            TraceDatabase.convert(request, Progress.NONE);
            List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
            String peak = status.stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .findFirst()
                    .orElseThrow();
            System.out.println(peak.replaceAll("\\D", ""));
        }
    }
}
