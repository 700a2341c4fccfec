// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.samples.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A capture with 96 stores of thread 204, beside files of /proc that agree with it or do not. */
class LedgerTest {
    @TempDir
    private Path directory = Path.of("");

    private Ledger ledger() throws IOException, InterruptedException {
        Path capture = directory.resolve("trace.dat");
        Files.copy(Samples.named("ext4-write-6.1").capture(), capture);
        try (TraceDatabase database =
                TraceDatabase.load(LoadRequest.of(capture).withEvents(Ledger.events()), Progress.NONE)) {
            return Ledger.of(database);
        }
    }

    @Test
    void booksOfEventsBalanceForEveryFile() throws IOException, InterruptedException {
        List<LedgerLine> files = ledger().lines().stream()
                .filter(line -> line.scope().equals("file"))
                .toList();
        assertThat(files).hasSize(2).allMatch(line -> Boolean.TRUE.equals(line.balanced()));
        assertThat(files.get(0).subject()).isEqualTo("inode 13 on 254:16");
        assertThat(files.get(0).dirtied()).isEqualTo(96);
        assertThat(files.get(0).written()).isEqualTo(96);
    }

    @Test
    void filesOfProcAreComparedWithTheirTolerance() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("vmstat.before"), "nr_dirtied 1000\nnr_written 500\n");
        Files.writeString(directory.resolve("vmstat.after"), "nr_dirtied 1108\nnr_written 700\n");
        Files.writeString(directory.resolve("io.204.after"), "write_bytes: 393216\ncancelled_write_bytes: 0\n");
        List<LedgerComparison> comparisons = ledger().comparisons().stream()
                .filter(comparison -> !comparison.against().equals("global_dirty_state"))
                .toList();
        assertThat(comparisons).extracting(LedgerComparison::theirs).containsExactly(108L, 200L, 96L, 0L);
        assertThat(comparisons).extracting(LedgerComparison::ours).containsExactly(104L, 96L, 96L, 0L);
        assertThat(comparisons).extracting(LedgerComparison::tolerance).containsExactly(8L, 8L, 8L, 8L);
        assertThat(comparisons).extracting(LedgerComparison::agrees).containsExactly(true, false, true, true);
    }

    @Test
    void withoutFilesNothingIsCompared() throws IOException, InterruptedException {
        assertThat(ledger().comparisons())
                .noneMatch(comparison -> !comparison.against().equals("global_dirty_state"));
    }
}
