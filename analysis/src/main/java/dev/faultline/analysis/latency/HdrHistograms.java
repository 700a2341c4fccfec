// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Latencies as HDR histograms. All have the same range and precision, so that histograms of any two captures merge bucket by
 * bucket without further error; a value is told to 3 significant digits (0.1 %).
 */
public final class HdrHistograms {
    /** One day [ns]: longer calls are counted as this long. */
    private static final long HIGHEST = 86_400_000_000_000L;

    private static final int DIGITS = 3;
    private static final double NS_PER_MS = 1e6;

    private HdrHistograms() {}

    /** Durations of calls that ended [ns]; censored calls are left out. */
    public static Histogram of(Latencies latencies) {
        Histogram histogram = new Histogram(1, HIGHEST, DIGITS);
        for (int i = 0; i < latencies.distinct(); i++) {
            if (latencies.ended(i) > 0) {
                histogram.recordValueWithCount(Math.min(HIGHEST, Math.max(0, latencies.value(i))), latencies.ended(i));
            }
        }
        return histogram;
    }

    /**
     * Writes a histogram log (HdrHistogram's format 1.3, which its log processor and plotters read): one line per distribution.
     *
     * @param named distributions by name; commas and blanks of a name become underscores, as the format asks
     */
    public static void write(Map<String, Latencies> named, OutputStream out) {
        HistogramLogWriter writer = new HistogramLogWriter(out);
        writer.outputLogFormatVersion();
        writer.outputComment("[latency in nanoseconds; calls that ended; maximum shown in milliseconds]");
        writer.outputLegend();
        named.forEach((name, latencies) -> {
            Histogram histogram = of(latencies);
            histogram.setTag(name.replaceAll("[,\\s]+", "_").toLowerCase(Locale.ROOT));
            writer.outputIntervalHistogram(0, 0, histogram, NS_PER_MS);
        });
    }
}
