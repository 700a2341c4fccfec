// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.Quantile;
import dev.faultline.analysis.chart.Unit;
import dev.faultline.analysis.report.MkwriteLatency.Call;
import dev.faultline.analysis.report.MkwriteLatency.Distribution;
import dev.faultline.analysis.report.MkwriteLatency.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Latency of page_mkwrite: percentiles per function, what is not in them, the slowest calls. */
final class LatencySection {
    static final String ID = "latency";

    private static final String METHOD =
            "Latency is the time from entry to return of the function. Percentiles are exact order statistics (nearest rank)"
                    + " of the calls that succeeded. A percentile is told only where at least ten calls are expected above it:"
                    + " p50 from 20 calls, p90 from 100, p99 from 1,000, p99.9 from 10,000. The time includes the cost of the"
                    + " probes themselves. A call of one level contains the calls of the next, so rows must not be added up.";
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
        MkwriteLatency latency = input.latency();
        if (!clocks.isEmpty()) {
            blocks.add(new Block.Callout(State.UNKNOWN, clocks));
        }
        if (latency.functions().isEmpty()) {
            blocks.add(new Block.Callout(State.UNKNOWN, NOTHING));
        } else {
            blocks.add(new Block.Paragraph(METHOD));
            blocks.add(distributions(latency.functions()));
        }
        if (!latency.outcomes().isEmpty()) {
            blocks.add(outcomes(latency.outcomes()));
        }
        if (!latency.slowest().isEmpty()) {
            blocks.add(slowest(latency.slowest()));
        }
        return new Section(ID, "Latency of page_mkwrite", blocks);
    }

    private Block.Table distributions(List<Distribution> functions) {
        List<String> columns = new ArrayList<>(List.of("function", "level", "n#", "min#"));
        for (Quantile q : Quantile.values()) {
            columns.add(q.label() + "#");
        }
        columns.addAll(List.of("max#", "measured by"));
        List<List<Cell>> rows = functions.stream().map(this::distribution).toList();
        return new Block.Table("Calls that succeeded, per function", columns, rows);
    }

    private List<Cell> distribution(Distribution d) {
        List<Cell> row = new ArrayList<>();
        row.add(Cell.of(input.qualified(d.captureId(), d.function())));
        row.add(Cell.of(level(d.level())));
        row.add(Cell.count(d.n()));
        row.add(Cell.of(d.min(), Unit.NANOSECONDS));
        for (Quantile q : Quantile.values()) {
            OptionalLong value = d.quantile(q);
            row.add(
                    value.isPresent()
                            ? Cell.of(value.getAsLong(), Unit.NANOSECONDS)
                            : new Cell("n too small", -1L, State.PLAIN));
        }
        row.add(Cell.of(d.max(), Unit.NANOSECONDS));
        row.add(Cell.of(d.method() + (d.resultKnown() ? "" : ", result not recorded: failed calls are among them")));
        return row;
    }

    private static String level(String level) {
        return switch (level) {
            case "vm" -> "memory manager";
            case "fs" -> "file system";
            default -> "library";
        };
    }

    private Block.Table outcomes(List<Outcome> outcomes) {
        List<List<Cell>> rows = outcomes.stream()
                .map(o -> List.of(
                        Cell.of(input.qualified(o.captureId(), o.function())),
                        Cell.of(o.outcome()),
                        Cell.count(o.n()),
                        duration(o.max())))
                .toList();
        return new Block.Table(
                "Calls that are not in the percentiles: failed, sent back to the caller, or without a return",
                List.of("function", "outcome", "n#", "longest#"),
                rows);
    }

    private static Cell duration(@Nullable Long ns) {
        return ns == null ? Cell.of("not known") : Cell.of(ns, Unit.NANOSECONDS);
    }

    private Block.Table slowest(List<Call> calls) {
        List<List<Cell>> rows = calls.stream().map(this::call).toList();
        return new Block.Table(
                "The slowest calls",
                List.of(
                        "latency#",
                        "since start#",
                        "ts#",
                        "function",
                        "thread",
                        "cpu#",
                        "file (dev:ino)",
                        "page index#",
                        "result"),
                rows);
    }

    private List<Cell> call(Call call) {
        long since = call.startTs() - input.startOf(call.captureId());
        String comm = call.comm();
        return List.of(
                Cell.of(call.latency(), Unit.NANOSECONDS),
                Cell.of(since, Unit.NANOSECONDS),
                new Cell(Long.toString(call.startTs()), since, State.PLAIN),
                Cell.of(input.qualified(call.captureId(), call.function())),
                Cell.of(comm == null ? Integer.toString(call.tid()) : comm + " " + call.tid()),
                Cell.count(call.cpu()),
                Cell.of(call.file(), "not recorded"),
                Cell.of(call.index(), "not recorded"),
                Cell.of(call.result(), "not recorded"));
    }
}
