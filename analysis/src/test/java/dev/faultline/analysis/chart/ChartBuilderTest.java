// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.analysis.store.SqlFile;
import dev.faultline.analysis.store.StoreException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChartBuilderTest {
    private static final long START = Examples.FACTS.startTs();

    @Test
    void aHeatMapCountsEveryCallOnceAndSaysWhatIsLeftOut() {
        ChartBuilder builder = new ChartBuilder(Examples.latencySpec(), Examples.FACTS);
        builder.add(ChartRow.point("ext4_page_mkwrite", START + 1_000, 2_000L, false, "kprobe"));
        builder.add(ChartRow.point("ext4_page_mkwrite", START + 2_000, 2_100L, false, "kprobe"));
        builder.add(ChartRow.point("ext4_page_mkwrite", START + 90_000, 45_000L, false, "kprobe"));
        builder.add(ChartRow.point("NOPAGE", START + 5, null, false, "kprobe"));
        builder.add(ChartRow.point("ext4_page_mkwrite", null, 2_000L, false, "kprobe"));
        builder.add(ChartRow.point("no return", START + 6, null, false, "kprobe"));
        builder.add(ChartRow.point("no return", START + 7, null, false, "kprobe"));
        assertThat(builder.build().text()).isEqualTo("""
                        chart mkwrite-latency-heatmap heatmap
                        title page_mkwrite latency over time
                        subtitle example.dat
                        x time since the first event of the capture [ns] linear -780..91780
                        y entry to return of page_mkwrite [ns] log 2000..50000
                        grid 80 x 30
                        cell 1 0 1
                        cell 2 0 1
                        cell 78 29 1
                        mark 45000 max 45.0 µs
                        note kernel: 6.1.0-49-amd64
                        note filesystem: ext4
                        note n: ext4_page_mkwrite 3
                        note not in it: NOPAGE 1, no return 2, without a time 1
                        note losses: none
                        note coverage: 100 % of 4 cpus
                        note method: kprobe
                        note tracer overhead: medium (probes)
                        note p99: n too small (needs 1,000)
                        """);
    }

    @Test
    void oneCallAloneHasAnAxisOfShares() {
        Axis shares =
                new AxisSpec("share of calls", Unit.SHARE, Axis.Scale.LOG, false).over(AxisSpec.WHOLE, AxisSpec.WHOLE);
        assertThat(shares.min()).isEqualTo(AxisSpec.WHOLE / 10);
        assertThat(shares.max()).isEqualTo(AxisSpec.WHOLE);
    }

    @Test
    void anEmptyChartSaysWhatToRecord() {
        ChartData empty = new ChartBuilder(Examples.latencySpec(), Examples.FACTS).build();
        assertThat(empty.emptyReason()).isEqualTo(Examples.latencySpec().record());
        assertThat(empty.grid().total()).isZero();
        assertThat(empty.notes()).contains(new Note("n", "0"), new Note("method", "nothing measured"));
    }

    @Test
    void theGridHoldsAllPoints() {
        ChartData many = Examples.latency(200_003, 11);
        assertThat(many.grid().total()).isEqualTo(200_003);
        assertThat(many.grid().columns()).isEqualTo(200);
        assertThat(many.marks())
                .extracting(Mark::label)
                .hasSize(3)
                .first()
                .asString()
                .startsWith("p50 ");
    }

    @Test
    void aLimitFarAboveTheValuesIsToldNotDrawn() {
        ChartBuilder builder = new ChartBuilder(Examples.pagesSpec(), Examples.FACTS);
        builder.add(ChartRow.point("dirty", START, 96L, false, "writeback:global_dirty_state"));
        builder.add(ChartRow.point("background threshold", START, 300L, true, "writeback:global_dirty_state"));
        builder.add(ChartRow.point("dirty threshold", START, 51_234L, true, "writeback:global_dirty_state"));
        ChartData chart = builder.build();
        assertThat(chart.series()).extracting(Series::name).containsExactly("dirty", "background threshold");
        assertThat(chart.y().max()).isEqualTo(300 + 300 / 16);
        assertThat(chart.notes()).contains(new Note("above the chart", "dirty threshold 51,234 pages"));
        assertThat(chart.notes()).contains(new Note("n", "dirty 1"));
    }

    @Test
    void thinningKeepsEveryExtremeAndTheEnds() {
        Points points = new Points();
        Random random = new Random(13);
        for (int i = 0; i < 100_003; i++) {
            points.add(i, random.nextInt(1000));
        }
        points.add(100_003, 5_000);
        points.add(100_004, -7);
        points.add(100_005, 3);
        List<Point> drawn = points.drawn(new Axis("x", Unit.COUNT, Axis.Scale.LINEAR, 0, 100_005), 900);
        assertThat(drawn.size()).isLessThanOrEqualTo(4 * 901);
        assertThat(drawn).contains(new Point(100_003, 5_000), new Point(100_004, -7), new Point(100_005, 3));
        assertThat(drawn.get(0).x()).isZero();
        assertThat(drawn).isSortedAccordingTo((a, b) -> Long.compare(a.x(), b.x()));
    }

    @Test
    void frontMatterWithoutALineIsRefused() {
        SqlFile file = SqlFile.parse("charts/broken.sql", "-- title: x\n-- kind: steps\nSELECT 1");
        assertThatThrownBy(() -> ChartSpec.of(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("charts/broken.sql")
                .hasMessageContaining("'x'");
    }
}
