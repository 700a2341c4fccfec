// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.replay.Replay;
import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Pairs of the corpus: one program (48 pages, three rounds, msync after each) on xfs with folios of up to four pages and on ext4 with
 * pages, with delayed allocation and without. What is predicted from the one is what the other shows of the file.
 */
class RealPairsTest {
    private static final String CORPUS = System.getProperty("faultline.corpus", "");

    /** Dirty events of ext4's own metadata, which are in the capture and not in the file: of block device and journal. */
    private static final int METADATA = 8;

    private static Map<String, Prediction> predictions(String capture, String... settings)
            throws IOException, InterruptedException {
        LoadRequest request =
                LoadRequest.of(Path.of(CORPUS, capture, "trace.dat")).withEvents(Replay.needs());
        Map<String, Prediction> predictions = new TreeMap<>();
        try (TraceDatabase database = TraceDatabase.load(request, Progress.NONE)) {
            for (String setting : settings) {
                predictions.put(
                        setting, WhatIf.run(database, database.captures().get(0), Settings.of(List.of(setting))));
            }
        }
        return predictions;
    }

    private static void is(Prediction.Row row, long expected) {
        assertThat(row.low()).as(row.metric().id()).isEqualTo(expected);
        assertThat(row.high()).as(row.metric().id()).isEqualTo(expected);
    }

    @Test
    void foliosOfXfsAgainstPagesOfExt4AndDelayedAllocationAgainstNone() throws IOException, InterruptedException {
        if (CORPUS.isEmpty()) {
            System.out.println("SKIPPED: what-if on pairs: -Dfaultline.corpus=<folder of captures> is not set");
            return;
        }
        Prediction xfs = predictions("k61-xfs-redirty", "folio-size=4KiB").get("folio-size=4KiB");
        Map<String, Prediction> ext4 = predictions("k61-ext4-redirty", "folio-size=4KiB", "msync-period=none");
        Map<String, Prediction> direct = predictions("k61-ext4-nodelalloc-redirty", "msync-period=none");
        Prediction pages = ext4.get("folio-size=4KiB");
        assertThat(xfs.row(Metric.FOLIOS_DIRTIED).recorded()).isEqualTo(27);
        assertThat(pages.row(Metric.FOLIOS_DIRTIED).recorded()).isEqualTo(144 + METADATA);
        is(xfs.row(Metric.FOLIOS_DIRTIED), 144);
        is(xfs.row(Metric.PAGES_DIRTIED), 144);
        is(xfs.row(Metric.PAGES_CLEANED), 144);
        assertThat(xfs.row(Metric.MKWRITES).recorded())
                .isEqualTo(pages.row(Metric.MKWRITES).recorded());
        is(pages.row(Metric.FOLIOS_DIRTIED), 144 + METADATA);
        Prediction delayed = ext4.get("msync-period=none");
        Prediction allocated = direct.get("msync-period=none");
        is(delayed.row(Metric.MKWRITES), 48);
        is(allocated.row(Metric.MKWRITES), 48);
        is(delayed.row(Metric.PAGES_CLEANED), 0);
        is(allocated.row(Metric.PAGES_CLEANED), 0);
    }
}
