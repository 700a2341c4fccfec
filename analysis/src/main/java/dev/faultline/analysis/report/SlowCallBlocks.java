// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.Unit;
import dev.faultline.analysis.latency.Metric;
import dev.faultline.analysis.latency.SlowCall;
import dev.faultline.analysis.latency.SlowCall.Step;
import dev.faultline.analysis.latency.SlowCall.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The slowest calls as a table, and behind each all that happened in it. */
final class SlowCallBlocks {
    private final ReportInput input;

    SlowCallBlocks(ReportInput input) {
        this.input = input;
    }

    /** The metric of applications in full, or the widest there is; the others behind a line. */
    List<Block> of(List<SlowCall> calls) {
        Metric told = calls.stream()
                .map(SlowCallBlocks::metric)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Map<Boolean, List<SlowCall>> split =
                calls.stream().collect(Collectors.partitioningBy(call -> metric(call) == told));
        List<SlowCall> shown = split.getOrDefault(true, List.of());
        List<SlowCall> others = split.getOrDefault(false, List.of());
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Heading("The slowest calls", "slowest"));
        blocks.add(table("The " + shown.size() + " slowest of " + told.label() + ": " + told.meaning(), shown, true));
        shown.stream().filter(call -> !call.steps().isEmpty()).forEach(call -> blocks.add(chain(call)));
        if (!others.isEmpty()) {
            blocks.add(new Block.Details(
                    "The slowest calls of the other metrics",
                    List.of(table("faultline latency --call N tells what happened in one", others, false))));
        }
        return blocks;
    }

    private static Metric metric(SlowCall call) {
        return Metric.of(call.subject().metric()).orElseThrow();
    }

    private Block.Table table(String caption, List<SlowCall> calls, boolean linked) {
        return new Block.Table(
                caption,
                List.of(
                        "call",
                        "metric",
                        "latency#",
                        "since start#",
                        "thread",
                        "cpu#",
                        "file (dev:ino)",
                        "page index#",
                        "outcome",
                        "where the time went"),
                calls.stream().map(call -> row(call, linked)).toList());
    }

    private static String anchor(SlowCall call) {
        return "call-" + call.subject().captureId() + "-" + call.call();
    }

    private List<Cell> row(SlowCall call, boolean linked) {
        Subject subject = call.subject();
        Cell number = new Cell(Long.toString(call.call()), call.call(), State.PLAIN);
        return List.of(
                linked && !call.steps().isEmpty() ? number.linked(anchor(call)) : number,
                Cell.of(input.qualified(subject.captureId(), subject.metric())),
                new Cell(
                        (call.open() ? "at least " : "") + Unit.NANOSECONDS.text(call.latency()),
                        call.latency(),
                        State.PLAIN),
                Cell.of(subject.startTs() - input.startOf(subject.captureId()), Unit.NANOSECONDS),
                Cell.of(thread(subject)),
                Cell.number(subject.cpu()),
                Cell.of(subject.file(), "not recorded"),
                Cell.of(subject.index(), "not recorded"),
                Cell.of(subject.outcome()),
                Cell.of(parts(call.parts())));
    }

    private static String thread(Subject subject) {
        return subject.comm() == null ? Integer.toString(subject.tid()) : subject.comm() + " " + subject.tid();
    }

    private static String parts(Map<String, Long> parts) {
        return parts.entrySet().stream()
                .map(part -> part.getKey() + " " + Unit.NANOSECONDS.text(part.getValue()))
                .collect(Collectors.joining(", "));
    }

    private Block chain(SlowCall call) {
        Subject subject = call.subject();
        String summary = "Call " + call.call() + ", " + input.qualified(subject.captureId(), subject.metric()) + " of "
                + subject.function() + ": " + Unit.NANOSECONDS.text(call.latency()) + " at ts " + subject.startTs();
        Block table = new Block.Table(
                "In order of time; other threads as far as this call waited for them",
                List.of("after#", "lasts#", "thread#", "what", "detail"),
                call.steps().stream().map(step -> step(subject, step)).toList());
        return new Block.Details(summary, anchor(call), List.of(table));
    }

    private static List<Cell> step(Subject subject, Step step) {
        Long end = step.endTs();
        return List.of(
                Cell.of(step.startTs() - subject.startTs(), Unit.NANOSECONDS),
                end == null ? Cell.of("") : Cell.of(end - step.startTs(), Unit.NANOSECONDS),
                step.tid() == null ? Cell.of("device") : Cell.number(step.tid()),
                Cell.of(step.what()),
                Cell.of(step.detail(), ""));
    }
}
