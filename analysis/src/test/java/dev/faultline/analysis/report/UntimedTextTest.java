// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.chart.Note;
import dev.faultline.analysis.replay.ReplayResult;
import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function graph as text has neither times nor threads unless asked for: what is left is told, nothing fails. */
class UntimedTextTest {
    private static final String GRAPH = """
            # tracer: function_graph
            #
            # CPU  DURATION                  FUNCTION CALLS
            # |     |   |                     |   |   |   |
             1)               |  /* page_fault_user: address=0x7ffdc83531e8 ip=0x7f3c3c20d08e error_code=0x7 */
             1)               |  handle_mm_fault() {
             1)   1.733 us    |    ext4_page_mkwrite();
             1)               |    /* writeback_dirty_folio: bdi 254:16: ino=12 index=3 */
             1) + 27.861 us   |  }
            """;

    @TempDir
    Path folder;

    @Test
    void aGraphWithoutTimesIsReported() throws IOException, InterruptedException {
        Path text = Files.writeString(folder.resolve("trace.txt"), GRAPH);
        try (TraceDatabase database = TraceDatabase.load(LoadRequest.of(text), Progress.NONE)) {
            ReportInput input = ReportInput.of(database);
            assertThat(input.replays()).extracting(ReplayResult::observations).containsExactly(0L);
            assertThat(input.charts())
                    .filteredOn(chart -> chart.id().equals("page-life"))
                    .flatMap(chart -> chart.notes())
                    .contains(new Note("not in it", "without a time 1"));
        }
    }
}
