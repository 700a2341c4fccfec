// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.Unit;
import dev.faultline.analysis.latency.SlowCall;
import dev.faultline.analysis.latency.SlowCall.Step;
import dev.faultline.analysis.latency.SlowCall.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The slowest calls as a table, and the slowest of each metric with all that happened in it. */
final class SlowCallBlocks {
    private final ReportInput input;

    SlowCallBlocks(ReportInput input) {
        this.input = input;
    }

    List<Block> of(List<SlowCall> calls) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Table(
                "The slowest calls of each metric",
                List.of(
                        "metric",
                        "latency#",
                        "since start#",
                        "ts#",
                        "call#",
                        "thread",
                        "cpu#",
                        "file (dev:ino)",
                        "page index#",
                        "outcome",
                        "where the time went"),
                calls.stream().map(this::row).toList()));
        calls.stream()
                .collect(
                        Collectors.groupingBy(call -> call.subject().metric(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(ofMetric -> chain(ofMetric.get(0), blocks));
        return blocks;
    }

    private List<Cell> row(SlowCall call) {
        Subject subject = call.subject();
        long since = subject.startTs() - input.startOf(subject.captureId());
        return List.of(
                Cell.of(input.qualified(subject.captureId(), subject.metric())),
                new Cell(
                        (call.open() ? "at least " : "") + Unit.NANOSECONDS.text(call.latency()),
                        call.latency(),
                        State.PLAIN),
                Cell.of(since, Unit.NANOSECONDS),
                new Cell(Long.toString(subject.startTs()), since, State.PLAIN),
                Cell.count(call.call()),
                Cell.of(thread(subject)),
                Cell.count(subject.cpu()),
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

    private void chain(SlowCall call, List<Block> blocks) {
        if (call.steps().isEmpty()) {
            return;
        }
        Subject subject = call.subject();
        blocks.add(new Block.Heading("What happened in call " + call.call() + ", the longest "
                + input.qualified(subject.captureId(), subject.metric())));
        blocks.add(new Block.Table(
                "In order of time; other threads as far as this call waited for them",
                List.of("after#", "lasts#", "thread#", "what", "detail"),
                call.steps().stream().map(step -> step(subject, step)).toList()));
    }

    private static List<Cell> step(Subject subject, Step step) {
        Long end = step.endTs();
        return List.of(
                Cell.of(step.startTs() - subject.startTs(), Unit.NANOSECONDS),
                end == null ? Cell.of("") : Cell.of(end - step.startTs(), Unit.NANOSECONDS),
                Cell.of(step.tid(), "device"),
                Cell.of(step.what()),
                Cell.of(step.detail(), ""));
    }
}
