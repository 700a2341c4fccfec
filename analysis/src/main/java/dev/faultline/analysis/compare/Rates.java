// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.compare;

import dev.faultline.analysis.latency.CensoredRuns.Block;
import dev.faultline.analysis.latency.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Ratios of sums on both sides, with two-level bootstrap intervals of their difference. */
final class Rates {
    private static final double NS_PER_S = 1e9;

    private final List<Run> base;
    private final List<Run> changed;
    private final Settings settings;

    Rates(List<Run> base, List<Run> changed, Settings settings) {
        this.base = base;
        this.changed = changed;
        this.settings = settings;
    }

    /** What is above and below the line, by run and block. */
    private record Sums(List<double[][]> runs) {
        double ratio() {
            double above = 0;
            double below = 0;
            for (double[][] run : runs) {
                for (double[] block : run) {
                    above += block[0];
                    below += block[1];
                }
            }
            return below == 0 ? 0 : above / below;
        }

        double drawn(Random random) {
            double above = 0;
            double below = 0;
            for (int i = 0; i < runs.size(); i++) {
                double[][] run = runs.get(random.nextInt(runs.size()));
                for (int b = 0; b < run.length; b++) {
                    double[] block = run[random.nextInt(run.length)];
                    above += block[0];
                    below += block[1];
                }
            }
            return below == 0 ? 0 : above / below;
        }
    }

    /** Shares above the thresholds, and time spent in calls for each second of capture. */
    List<RateRow> of(Stratum stratum) {
        List<RateRow> rows = new ArrayList<>();
        for (long threshold : settings.thresholds()) {
            rows.add(row(
                    "calls above " + threshold + " ns",
                    sums(base, stratum, block -> block.above(threshold), Block::n),
                    sums(changed, stratum, block -> block.above(threshold), Block::n)));
        }
        rows.add(row("time in calls per second", stalls(base, stratum), stalls(changed, stratum)));
        return rows;
    }

    /** Which share of the calls of several strata one of them has. */
    RateRow share(Stratum one, List<Stratum> whole) {
        return row("share of calls", shares(base, one, whole), shares(changed, one, whole));
    }

    private RateRow row(String name, Sums before, Sums after) {
        Random random = new Random(settings.seed());
        double[] differences = new double[settings.replicates()];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = after.drawn(random) - before.drawn(random);
        }
        return new RateRow(name, before.ratio(), after.ratio(), Interval.of(differences));
    }

    private static Sums sums(
            List<Run> side, Stratum stratum, ToDoubleFunction<Block> above, ToDoubleFunction<Block> below) {
        return new Sums(side.stream()
                .map(run -> run.blocks(stratum).stream()
                        .map(block -> new double[] {above.applyAsDouble(block), below.applyAsDouble(block)})
                        .toArray(double[][]::new))
                .toList());
    }

    /** A run's span is shared evenly by its blocks. */
    private static Sums stalls(List<Run> side, Stratum stratum) {
        return new Sums(side.stream()
                .map(run -> {
                    List<Block> blocks = run.blocks(stratum);
                    double seconds = run.span() / NS_PER_S / blocks.size();
                    return blocks.stream()
                            .map(block -> new double[] {block.total() / NS_PER_S, seconds})
                            .toArray(double[][]::new);
                })
                .toList());
    }

    /** Runs are drawn whole: the strata of a run hang together. */
    private static Sums shares(List<Run> side, Stratum one, List<Stratum> whole) {
        return new Sums(side.stream()
                .map(run -> new double[][] {
                    {run.n(one), whole.stream().mapToLong(run::n).sum()}
                })
                .toList());
    }
}
