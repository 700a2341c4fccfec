// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code perf.sample} where samples have kinds: the same rows alone, with another capture, and without their events. */
class SampleViewTest {
    /** Of all columns that both captures have. */
    private static final String ROWS = """
            SELECT count(*), bit_xor(hash(ts, cpu, common_pid, rec, sample_id, pid, ip, id, period, event, misc))::VARCHAR,
                count(ts), count(DISTINCT rec), count(DISTINCT sample_id)
            FROM perf.sample
            """;

    private static List<Object> rows(LoadRequest request, String where) throws Exception {
        try (TraceDatabase store = TraceDatabase.load(request, Progress.NONE)) {
            return Arrays.asList(store.query(ROWS + where).all().get(0));
        }
    }

    @Test
    void severalCapturesNumberTheirKindsEach() throws Exception {
        String corpus = System.getProperty("faultline.corpus", "");
        Path first = Path.of(corpus, "k61-pf-tp", "perf.data");
        Path second = Path.of(corpus, "k612-pf-tp", "perf.data");
        if (corpus.isEmpty() || !Files.exists(first) || !Files.exists(second)) {
            System.out.println("SKIPPED: SampleViewTest: needs the captures k61-pf-tp and k612-pf-tp");
            return;
        }
        List<Object> one = rows(LoadRequest.of(first), "");
        List<Object> other = rows(LoadRequest.of(second), "");
        assertThat(((Number) one.get(0)).longValue()).isEqualTo(3540);
        assertThat(((Number) other.get(0)).longValue()).isEqualTo(3337);

        LoadRequest both = LoadRequest.of(first, second);
        assertThat(rows(both, "WHERE capture_id = 0")).isEqualTo(one);
        assertThat(rows(both, "WHERE capture_id = 1")).isEqualTo(other);

        EventSet onlySamples = EventSet.of(List.of("perf.sample"));
        assertThat(rows(LoadRequest.of(first).withEvents(onlySamples), "")).isEqualTo(one);
        assertThat(rows(both.withEvents(onlySamples), "WHERE capture_id = 1")).isEqualTo(other);
    }
}
