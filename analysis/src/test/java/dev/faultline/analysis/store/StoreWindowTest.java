// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.parsers.capture.Selection;
import dev.faultline.samples.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part of a store has exactly the rows that its capture gives when it is read with the same window. */
class StoreWindowTest {
    @TempDir
    private Path directory;

    private static LoadRequest part(Path path, Selection window) {
        return LoadRequest.of(path).withWindow(window);
    }

    private Path kept(Path... captures) throws IOException, InterruptedException {
        Path store = directory.resolve("kept.duckdb");
        TraceDatabase.convert(LoadRequest.of(captures).withStore(store), Progress.NONE);
        return store;
    }

    /** Rows of every event and a sum over all that they say. */
    private static Map<String, String> rows(TraceDatabase database) {
        Map<String, String> tables = new TreeMap<>();
        List<@Nullable Object[]> events = database.query("""
                SELECT DISTINCT system || '.' || event, schema_name, table_name FROM event_schema
                WHERE loaded > 0 ORDER BY 1""").all();
        for (@Nullable Object[] event : events) {
            String place = SqlNames.path("store", String.valueOf(event[1]), String.valueOf(event[2]));
            Object[] sum = database.query("SELECT count(*), bit_xor(hash(t)) FROM " + place + " AS t")
                    .all()
                    .get(0);
            tables.put(String.valueOf(event[0]), sum[0] + " rows " + sum[1]);
        }
        return tables;
    }

    private static List<Selection> windows(long start, long end, Set<Integer> tids) {
        long step = (end - start) / 10;
        List<Selection> windows = new ArrayList<>();
        windows.add(new Selection(event -> true, start + 3 * step, start + 5 * step, null, null));
        windows.add(new Selection(event -> true, start + 9 * step, Long.MAX_VALUE, Set.of(0), null));
        windows.add(new Selection(event -> true, Long.MIN_VALUE, Long.MAX_VALUE, Set.of(1), null));
        windows.add(new Selection(event -> true, Long.MIN_VALUE, start + 6 * step, null, tids));
        windows.add(new Selection(event -> true, end + 1, Long.MAX_VALUE, null, null));
        return windows;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ext4-write-6.1/trace.dat",
                "perf-faults-6.1/perf.data",
                "perf-callchains-zstd-6.1/perf.data",
                "tracefs-raw-5.10"
            })
    void aPartOfAStoreIsAPartOfItsCapture(String sample) throws IOException, InterruptedException {
        Path capture = Samples.root().resolve(sample);
        Path store = kept(capture);
        long start;
        long end;
        Set<Integer> tids;
        try (TraceDatabase whole = TraceDatabase.open(store, Resources.standard())) {
            CaptureRow row = whole.captures().get(0);
            start = Objects.requireNonNull(row.startTs());
            end = Objects.requireNonNull(row.endTs());
            assertThat(rows(whole)).hasSizeGreaterThan(1);
        }
        try (TraceDatabase one =
                TraceDatabase.load(part(capture, windows(start, end, Set.of()).get(0)), Progress.NONE)) {
            tids = Set.of(someThread(one));
        }
        int compared = 0;
        for (Selection window : windows(start, end, tids)) {
            try (TraceDatabase read = TraceDatabase.load(part(capture, window), Progress.NONE);
                    TraceDatabase taken = TraceDatabase.open(store, part(store, window))) {
                assertThat(rows(taken)).as("%s of %s", window, sample).isEqualTo(rows(read));
                compared += rows(read).size();
            }
        }
        assertThat(compared).as("tables with rows of %s", sample).isGreaterThan(5);
    }

    private static int someThread(TraceDatabase database) {
        for (String event : rows(database).keySet()) {
            List<@Nullable Object[]> tids = database.query("SELECT common_pid FROM " + place(event)
                            + " WHERE common_pid IS NOT NULL AND common_pid > 0 LIMIT 1")
                    .all();
            if (!tids.isEmpty()) {
                return ((Number) Objects.requireNonNull(tids.get(0)[0])).intValue();
            }
        }
        return 0;
    }

    private static String place(String event) {
        int dot = event.indexOf('.');
        return SqlNames.path(event.substring(0, dot), event.substring(dot + 1));
    }

    @Test
    void onlyEventsAskedForAreTaken() throws IOException, InterruptedException {
        Path store = kept(Samples.named("ext4-write-6.1").capture());
        LoadRequest part = LoadRequest.of(store).withEvents(EventSet.of(List.of("writeback.*")));
        try (TraceDatabase taken = TraceDatabase.open(store, part)) {
            assertThat(rows(taken).keySet()).isNotEmpty().allMatch(event -> event.startsWith("writeback."));
            assertThat(taken.query("SELECT count(*) FROM event_schema WHERE system = 'pf' AND loaded IS NOT NULL")
                            .all()
                            .get(0)[0])
                    .isEqualTo(0L);
        }
    }

    /** The second capture's clock counts and says nothing that relates it to the first. */
    @Test
    void aWindowOverClocksThatCannotBeRelatedIsRefused() throws IOException, InterruptedException {
        Path first = Samples.named("ext4-write-6.1").capture();
        Path second = Samples.named("ext4-counter-6.1").capture();
        Selection window = new Selection(event -> true, 1000, 2000, null, null);
        LoadRequest both = LoadRequest.of(first, second);
        assertThatThrownBy(() -> TraceDatabase.load(both.withWindow(window), Progress.NONE)
                        .close())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a window of time over several captures needs clocks that can be related");
        assertThatThrownBy(() -> TraceDatabase.load(both.withOneClock(true), Progress.NONE)
                        .close())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("--one-clock needs clocks that can be related");
        Path store = kept(first, second);
        assertThatThrownBy(() -> TraceDatabase.open(store, part(store, window)).close())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("clocks that can be related");
        try (TraceDatabase whole = TraceDatabase.open(store, Resources.standard())) {
            List<@Nullable Object[]> rows = whole.query(
                            "SELECT clock_group, clock_relation FROM capture ORDER BY capture_id")
                    .all();
            assertThat(rows.get(0)).containsExactly((short) 0, "its own");
            assertThat(rows.get(1)[0]).isEqualTo((short) 1);
            assertThat(String.valueOf(rows.get(1)[1])).startsWith("unrelated to capture 0: ");
        }
    }
}
