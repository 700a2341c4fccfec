// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One workload (40 pages of a mapped file, stored to by two threads) recorded with trace-cmd and with perf: the views have
 * the same columns, and say the same of the file's pages. Counts that belong to the recorder itself are left out: perf maps
 * its own buffer, which goes through do_page_mkwrite, too.
 */
class SameWorkloadTest {
    private static final String CORPUS = System.getProperty("faultline.corpus", "");
    private static final List<String> VIEWS = List.of("page_fault", "mkwrite", "folio_dirtied");
    private static final long PAGES = 40;
    private static final long WRITERS = 2;

    private static final String COUNTS = """
            WITH m AS (SELECT * FROM mkwrite WHERE function = 'ext4_page_mkwrite' AND unpaired IS NULL),
            f AS (SELECT DISTINCT dev, ino FROM m),
            d AS (SELECT d.* FROM folio_dirtied d JOIN f ON d.ino = f.ino)
            SELECT (SELECT count(*) FROM m),
                (SELECT count(DISTINCT (dev, ino, index)) FROM m),
                (SELECT count(*) FROM m WHERE succeeded),
                (SELECT count(DISTINCT tid) FROM m),
                (SELECT count(*) FROM d),
                (SELECT count(DISTINCT index) FROM d),
                (SELECT sum(pages) FROM d),
                (SELECT count(*) FROM page_fault p WHERE p.write AND p.address >> 12 IN (SELECT address >> 12 FROM m)),
                (SELECT count(*) FROM page_fault p WHERE p.write AND p.mode = 'user'
                    AND (p.tid, p.address >> 12) IN (SELECT (tid, address >> 12) FROM m))
            """;

    /** A trace.dat, and the perf.data beside it: default clock and mono, file, pipe, directory, compressed. */
    static Stream<Arguments> pairs() {
        if (CORPUS.isEmpty()) {
            System.out.println("SKIPPED: one workload by two recorders: -Dfaultline.corpus names no directory");
            return Stream.empty();
        }
        return Stream.of(
                Arguments.of(
                        "k510-tc-default/trace.dat.zst", List.of("k510-pf-tp/perf.data.zst", "k510-pf-pipe/perf.pipe")),
                Arguments.of("k61-tc-default/trace.dat", List.of("k61-pf-tp/perf.data", "k61-pf-z/perf.data")),
                Arguments.of(
                        "k61-tc-clock-mono/trace.dat", List.of("k61-pf-pipe/perf.pipe", "k61-pf-threads/perf.data")),
                Arguments.of(
                        "k612-tc-default/trace.dat", List.of("k612-pf-tp/perf.data", "k612-pf-allcgroups/perf.data")),
                Arguments.of(
                        "k612-tc-clock-mono/trace.dat", List.of("k612-pf-mono/perf.data", "k612-pf-pipe/perf.pipe")));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("pairs")
    void bothRecordersSayTheSame(String traceDat, List<String> perfData) throws IOException, InterruptedException {
        Answer expected = answer(traceDat);
        assertThat(expected.counts)
                .as(traceDat)
                .containsExactly(PAGES, PAGES, PAGES, WRITERS, PAGES, PAGES, PAGES, PAGES, PAGES);
        for (String other : perfData) {
            Answer found = answer(other);
            assertThat(found.columns).as(other).isEqualTo(expected.columns);
            assertThat(found.counts).as(other).isEqualTo(expected.counts);
            System.out.printf(
                    Locale.ROOT,
                    "%s and %s: %d columns of %s equal, counts %s%n",
                    traceDat,
                    other,
                    found.columns.size(),
                    VIEWS,
                    found.counts);
        }
    }

    /**
     * What a capture says.
     *
     * @param columns {@code view.column TYPE}
     * @param counts of {@link #COUNTS}
     */
    private record Answer(List<String> columns, List<Long> counts) {}

    private static Answer answer(String name) throws IOException, InterruptedException {
        LoadRequest request = LoadRequest.of(Path.of(CORPUS, name));
        try (TraceDatabase database = TraceDatabase.load(request, Progress.NONE)) {
            Views.install(database, VIEWS.toArray(String[]::new));
            List<String> columns = new ArrayList<>();
            for (String view : VIEWS) {
                for (Object[] column : database.query("DESCRIBE " + view).all()) {
                    columns.add(view + "." + column[0] + " " + column[1]);
                }
            }
            Object[] counts = database.query(COUNTS).all().get(0);
            return new Answer(
                    columns,
                    Arrays.stream(counts)
                            .map(count -> ((Number) count).longValue())
                            .toList());
        }
    }
}
