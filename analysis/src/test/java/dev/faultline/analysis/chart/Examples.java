// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import java.util.Random;

/** Charts of made-up data with a fixed seed, one per shape that drawing must cope with. */
public final class Examples {
    public static final ChartFacts FACTS = new ChartFacts(
            "example.dat", "6.1.0-49-amd64", "ext4", "none", "100 % of 4 cpus", "medium (probes)", 19_000_000_000L);

    private static final String METHOD = "kprobe and kretprobe";

    private Examples() {}

    static ChartSpec latencySpec() {
        return new ChartSpec(
                "mkwrite-latency-heatmap",
                "page_mkwrite latency over time",
                ChartKind.HEATMAP,
                AxisSpec.time("time since the first event of the capture"),
                new AxisSpec("entry to return of page_mkwrite", Unit.NANOSECONDS, Axis.Scale.LOG, false),
                "function",
                "No page_mkwrite call was recorded. Record a kprobe and a kretprobe on the filesystem's page_mkwrite.");
    }

    static ChartSpec pagesSpec() {
        return new ChartSpec(
                "dirty-pages",
                "Dirty and writeback pages over time",
                ChartKind.STEPS,
                AxisSpec.time("time since the first event of the capture"),
                new AxisSpec("pages", Unit.PAGES, Axis.Scale.LINEAR, false),
                "counter",
                "No dirty state was recorded. Record writeback:global_dirty_state.");
    }

    /** Log-normal latencies around 300 µs with a commit every 5 s that stalls 1 % of the calls for about 80 ms. */
    public static ChartData latency(int n, long seed) {
        ChartBuilder builder = new ChartBuilder(latencySpec(), FACTS);
        Random random = new Random(seed);
        for (int i = 0; i < n; i++) {
            long ts = FACTS.startTs() + 30_000_000_000L * i / n;
            boolean commit = (ts / 100_000_000) % 50 < 2 && random.nextInt(3) == 0;
            double median = commit ? 80e6 : 300e3;
            long latency = (long) (median * Math.exp(random.nextGaussian() * 0.5));
            builder.add(ChartRow.point("ext4_page_mkwrite", ts, latency, false, METHOD));
        }
        return builder.build();
    }

    public static ChartData pages(int n) {
        ChartBuilder builder = new ChartBuilder(pagesSpec(), FACTS);
        for (int i = 0; i < n; i++) {
            long ts = FACTS.startTs() + 30_000_000_000L * i / n;
            long phase = i * 600L / n % 100;
            builder.add(ChartRow.point("dirty", ts, phase * 30L, false, "writeback:global_dirty_state"));
            builder.add(ChartRow.point(
                    "writeback", ts, phase > 60 ? (phase - 60) * 20 : 0L, false, "writeback:global_dirty_state"));
        }
        for (long ts : new long[] {FACTS.startTs(), FACTS.startTs() + 30_000_000_000L}) {
            builder.add(ChartRow.point("background threshold", ts, 1024L, true, null));
            builder.add(ChartRow.point("dirty threshold", ts, 3072L, true, null));
            builder.add(ChartRow.point("dirty limit", ts, 3400L, true, null));
        }
        return builder.build();
    }

    public static ChartData empty() {
        return new ChartBuilder(latencySpec(), FACTS).build();
    }
}
