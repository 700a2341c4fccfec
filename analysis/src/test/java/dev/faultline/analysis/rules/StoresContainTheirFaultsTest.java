// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.CaptureRow;
import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Needs;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The workload read CLOCK_MONOTONIC before and after each of its stores ({@code truth/touch.csv}) and counted its own faults. On
 * stock kernels recorded with that clock, every store that faulted must contain its fault as the views have it, and where the
 * mapping is a shared one of a file system with page_mkwrite, that call. A call recorded by its entry alone counts with its entry.
 */
class StoresContainTheirFaultsTest {
    private static final String[] VIEWS = {"mkwrite", "fault_call", "page_fault"};
    private static final String COUNT = """
            SELECT
              count(*),
              count(*) FILTER (denied),
              count(*) FILTER (EXISTS (
                SELECT 1 FROM mkwrite AS m
                WHERE m.tid = t.tid AND coalesce(m.address // 4096 = t.address // 4096, true)
                  AND m.start_ts >= t.t0 AND coalesce(m.end_ts, m.start_ts) <= t.t1)),
              count(*) FILTER (EXISTS (
                SELECT 1 FROM fault_call AS f
                WHERE f.tid = t.tid AND f.address // 4096 = t.address // 4096
                  AND f.start_ts >= t.t0 AND f.end_ts <= t.t1)),
              count(*) FILTER (EXISTS (
                SELECT 1 FROM page_fault AS p
                WHERE p.tid = t.tid AND p.address // 4096 = t.address // 4096 AND p.ts BETWEEN t.t0 AND t.t1)),
              (SELECT count(*) FROM mkwrite),
              (SELECT count(*) FROM fault_call),
              (SELECT count(*) FROM page_fault)
            FROM memory.main.touch AS t
            """;

    @Test
    void onTheSamples() throws Exception {
        assertThat(stores(Captures.samples())).containsExactly(804, 13, 804, 740);
    }

    @Test
    void onTheCorpus() throws Exception {
        Map<String, Path> corpus = Captures.corpus("stores against their faults");
        Assumptions.assumeFalse(corpus.isEmpty(), "no corpus");
        assertThat(stores(corpus)).containsExactly(6472, 70, 5718, 6343);
    }

    /** Stores that faulted, captures they are in, stores that contain their page_mkwrite, and their handle_mm_fault. */
    private static long[] stores(Map<String, Path> captures) throws IOException, InterruptedException {
        long[] total = new long[4];
        for (Map.Entry<String, Path> capture : captures.entrySet()) {
            Path touch = capture.getValue().resolveSibling("truth").resolve("touch.csv");
            if (Files.exists(touch)) {
                check(capture.getKey(), capture.getValue(), touch, total);
            }
        }
        System.out.printf(
                "stores that faulted: %d in %d captures; %d contain their page_mkwrite, %d their handle_mm_fault%n",
                total[0], total[1], total[2], total[3]);
        return total;
    }

    private static void check(String name, Path file, Path touch, long[] total)
            throws IOException, InterruptedException {
        LoadRequest request = LoadRequest.of(file).withEvents(Needs.events(VIEWS));
        try (TraceDatabase database = TraceDatabase.load(request, Progress.NONE)) {
            List<String> stores = faultingStores(touch);
            CaptureRow capture = database.captures().get(0);
            boolean stock = !String.valueOf(capture.kernelRelease()).contains("-lab");
            if (stores.isEmpty() || !stock || !"mono".equals(capture.clock())) {
                return;
            }
            Views.install(database, VIEWS);
            database.execute(
                    "CREATE TABLE memory.main.touch (tid INTEGER, address UBIGINT, t0 BIGINT, t1 BIGINT, denied BOOLEAN)");
            database.execute("INSERT INTO memory.main.touch VALUES " + String.join(", ", stores));
            Object[] row = database.query(COUNT).all().get(0);
            long[] counts =
                    Arrays.stream(row).mapToLong(v -> ((Number) v).longValue()).toArray();
            long allowed = counts[0] - counts[1];
            List<Long> contained = new ArrayList<>();
            for (int view = 0; view < 3; view++) {
                if (counts[5 + view] > 0) {
                    contained.add(counts[2 + view]);
                    assertThat(counts[2 + view])
                            .as("%s: stores with a row of %s", name, VIEWS[view])
                            .isBetween(allowed, counts[0]);
                }
            }
            assertThat(contained).as(name).isNotEmpty();
            total[0] += counts[0];
            total[1]++;
            total[2] += counts[2];
            total[3] += counts[3];
        }
    }

    private static List<String> faultingStores(Path touch) throws IOException {
        return Files.readAllLines(touch).stream()
                .map(line -> line.split(",", -1))
                .filter(cell -> cell[2].equals("w"))
                .filter(cell -> Long.parseLong(cell[10]) + Long.parseLong(cell[11]) > 0)
                .map(cell -> "(%s, %s, %s, %s, %s)"
                        .formatted(
                                cell[1],
                                Long.toUnsignedString(Long.parseUnsignedLong(cell[4].substring(2), 16)),
                                cell[5],
                                cell[6],
                                !cell[8].equals("0")))
                .collect(Collectors.toList());
    }
}
