// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.samples.Samples;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a report says about locks, of a hostile table and of a capture of a kernel with lockdep. */
class LockSectionTest {
    private static List<Block.Table> tables(ReportInput input) {
        return new LockSection(input)
                .section().blocks().stream()
                        .filter(Block.Table.class::isInstance)
                        .map(Block.Table.class::cast)
                        .toList();
    }

    @Test
    void momentsCountFromTheStartAndDurationsHaveUnits() {
        Block.Table waits = tables(Hostile.report(List.of())).get(0);
        assertThat(waits.columns()).containsExactly("start#", "waited#", "lock class", "tid#");
        assertThat(waits.rows().get(0).stream().map(Cell::text))
                .containsExactly("2.00 µs", "5.00 µs", Hostile.NAME, "204");
    }

    @Test
    void aCaptureWithLockEventsShowsConformanceAndClasses() throws IOException, InterruptedException {
        try (TraceDatabase database = TraceDatabase.load(
                LoadRequest.of(Samples.named("ext4-fault-lockdep").capture()), Progress.NONE)) {
            ReportInput input = ReportInput.of(database);
            List<Block.Table> tables = tables(input);
            assertThat(tables.stream().map(Block.Table::caption))
                    .contains(
                            "Documented rules and the calls that they are about",
                            "Conformance by file system",
                            "Lock classes by time waited for and held");
            assertThat(tables.get(0).rows().stream().map(row -> row.get(0).text()))
                    .contains("vm_operations_struct.page_mkwrite:mmap_lock");
            assertThat(input.charts().stream()
                            .filter(chart -> chart.id().equals("lock-times")
                                    || chart.id().equals("lock-order")))
                    .hasSize(2)
                    .allMatch(chart -> chart.emptyReason() == null);
        }
    }
}
