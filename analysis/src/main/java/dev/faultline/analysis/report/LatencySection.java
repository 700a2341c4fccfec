// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.Unit;
import dev.faultline.analysis.latency.Breakdown;
import dev.faultline.analysis.latency.Distribution;
import dev.faultline.analysis.latency.Estimate;
import dev.faultline.analysis.latency.Latencies;
import dev.faultline.analysis.latency.LatencyFindings;
import dev.faultline.analysis.latency.OutcomeCount;
import dev.faultline.analysis.latency.Percentile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Latency of page_mkwrite: percentiles per metric, what the time went into, what is not in them, the slowest calls. */
final class LatencySection {
    static final String ID = "latency";

    private static final String METHOD =
            "L_fs is the file system's page_mkwrite, L_fault is handle_mm_fault of a fault that reached it, L_store the exception"
                    + " with all of its calls, L_logical an access with all its tries. They are never mixed. Percentiles are exact"
                    + " order statistics of the calls that succeeded, with their 95 % confidence intervals; a percentile is told only"
                    + " where at least ten calls are expected above it. The time includes the cost of recording.";
    private static final String NOTHING =
            "No call of page_mkwrite with its return is in this capture. Record a kprobe and a kretprobe, or the function_graph"
                    + " tracer, on do_page_mkwrite and on the file system's own page_mkwrite.";

    private final ReportInput input;

    LatencySection(ReportInput input) {
        this.input = input;
    }

    Section section() {
        List<Block> blocks = new ArrayList<>();
        String clocks = input.clocksWithoutNanoseconds();
        LatencyFindings latency = input.latency();
        if (!clocks.isEmpty()) {
            blocks.add(new Block.Callout(State.UNKNOWN, clocks));
        }
        if (latency.distributions().isEmpty()) {
            blocks.add(new Block.Callout(State.UNKNOWN, NOTHING));
        } else {
            blocks.add(new Block.Paragraph(METHOD));
            blocks.add(distributions(latency.distributions()));
        }
        if (!latency.breakdowns().isEmpty()) {
            blocks.add(breakdowns(latency.breakdowns()));
        }
        advice(latency.advice(), blocks);
        if (!latency.outcomes().isEmpty()) {
            blocks.add(outcomes(latency.outcomes()));
        }
        if (!latency.slowest().isEmpty()) {
            blocks.addAll(new SlowCallBlocks(input).of(latency.slowest()));
        }
        return new Section(ID, "Latency of page_mkwrite", blocks);
    }

    private Block.Table distributions(List<Distribution> distributions) {
        List<String> columns = new ArrayList<>(List.of("metric", "function", "n#", "min#"));
        for (Percentile p : Percentile.values()) {
            columns.add(p.label() + "#");
        }
        columns.addAll(List.of("max#", "measured by"));
        List<List<Cell>> rows = distributions.stream().map(this::distribution).toList();
        return new Block.Table("Calls that succeeded", columns, rows);
    }

    private List<Cell> distribution(Distribution d) {
        Latencies latencies = d.latencies();
        List<Cell> row = new ArrayList<>();
        row.add(Cell.of(d.metric().label()));
        row.add(Cell.of(input.qualified(d.captureId(), d.function())));
        row.add(Cell.count(latencies.n()));
        row.add(Cell.of(latencies.min(), Unit.NANOSECONDS));
        for (Percentile p : Percentile.values()) {
            row.add(estimate(latencies.estimate(p)));
        }
        row.add(Cell.of(latencies.max(), Unit.NANOSECONDS));
        row.add(Cell.of(d.method()
                + (d.resultKnown() ? "" : ", result not recorded: failed calls are among them")
                + (latencies.censored() == 0 ? "" : ", " + latencies.censored() + " without an end")));
        return row;
    }

    private static Cell estimate(Estimate estimate) {
        Long value = estimate.value();
        if (value == null) {
            return new Cell(estimate.tooSmall() ? "n too small" : "beyond what was seen", -1L, State.PLAIN);
        }
        return new Cell(
                Unit.NANOSECONDS.text(value) + " [" + end(estimate.low()) + ", " + end(estimate.high()) + "]",
                value,
                State.PLAIN);
    }

    private static String end(@Nullable Long ns) {
        return ns == null ? "no end" : Unit.NANOSECONDS.text(ns);
    }

    private Block.Table breakdowns(List<Breakdown> breakdowns) {
        List<String> parts = breakdowns.stream()
                .flatMap(breakdown -> breakdown.parts().keySet().stream())
                .distinct()
                .sorted(Comparator.comparingInt(Breakdown::order))
                .toList();
        List<String> columns = new ArrayList<>(List.of("metric", "calls by rank", "n#", "time#"));
        parts.forEach(part -> columns.add(part + "#"));
        List<List<Cell>> rows = breakdowns.stream()
                .map(breakdown -> breakdown(breakdown, parts))
                .toList();
        return new Block.Table(
                "What the time went into, slowest calls last: the shares of a row are parts of its time and add up to it",
                columns,
                rows);
    }

    private List<Cell> breakdown(Breakdown breakdown, List<String> parts) {
        List<Cell> row = new ArrayList<>(List.of(
                Cell.of(input.qualified(breakdown.captureId(), breakdown.metric())),
                Cell.of(breakdown.band()),
                Cell.count(breakdown.calls()),
                Cell.of(breakdown.total(), Unit.NANOSECONDS)));
        for (String part : parts) {
            long ns = breakdown.ns(part);
            double share = 100.0 * ns / Math.max(1, breakdown.total());
            String text = ns == 0 ? "0" : String.format(Locale.ROOT, "%.1f %%", share);
            row.add(new Cell(text, Math.round(share * 1_000), State.PLAIN));
        }
        return row;
    }

    /** What to record, told once for all metrics that lack the same. */
    private static void advice(Map<String, List<String>> advice, List<Block> blocks) {
        Map<List<String>, List<String>> metrics = new LinkedHashMap<>();
        new TreeMap<>(advice)
                .forEach((metric, events) -> metrics.computeIfAbsent(events, key -> new ArrayList<>())
                        .add(metric));
        metrics.forEach((events, names) -> {
            if (!events.isEmpty()) {
                blocks.add(new Block.Callout(
                        State.UNKNOWN,
                        String.join(", ", names) + ": more than 5 % of the time has no known cause. Record "
                                + String.join("; ", events) + "."));
            }
        });
    }

    private Block.Table outcomes(List<OutcomeCount> outcomes) {
        List<List<Cell>> rows = outcomes.stream()
                .map(o -> List.of(
                        Cell.of(o.metric()),
                        Cell.of(input.qualified(o.captureId(), o.function())),
                        Cell.of(o.outcome()),
                        Cell.count(o.calls()),
                        duration(o.longest())))
                .toList();
        return new Block.Table(
                "Calls that are not in the percentiles: failed, or sent back to the caller",
                List.of("metric", "function", "outcome", "n#", "longest#"),
                rows);
    }

    private static Cell duration(@Nullable Long ns) {
        return ns == null ? Cell.of("not known") : Cell.of(ns, Unit.NANOSECONDS);
    }
}
