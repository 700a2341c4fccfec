// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.replay.Counters;
import dev.faultline.analysis.replay.Divergence;
import dev.faultline.analysis.replay.InvariantResult;
import dev.faultline.analysis.replay.ReplayResult;
import dev.faultline.analysis.replay.TransitionResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the fault model says of a recording, for people and for programs. */
final class ReplayOutput {
    private final CaptureHeading heading;
    private final List<ReplayResult> results;
    private final ObservedPages observed;

    ReplayOutput(CaptureHeading heading, List<ReplayResult> results, ObservedPages observed) {
        this.heading = heading;
        this.results = results;
        this.observed = observed;
    }

    String json() {
        List<Map<String, @Nullable Object>> captures = heading.json();
        for (int i = 0; i < captures.size(); i++) {
            ReplayResult result = results.get(i);
            captures.get(i).put("observations", result.observations());
            captures.get(i)
                    .put(
                            "transitions",
                            result.transitions().stream()
                                    .map(ReplayOutput::transition)
                                    .toList());
            captures.get(i)
                    .put(
                            "invariants",
                            result.invariants().stream()
                                    .map(ReplayOutput::invariant)
                                    .toList());
            captures.get(i)
                    .put(
                            "divergences",
                            result.divergences().stream()
                                    .map(ReplayOutput::divergence)
                                    .toList());
            captures.get(i).put("predicted", predicted(result.predicted()));
            captures.get(i).put("observed", observed(observed.of(i)));
            captures.get(i)
                    .put(
                            "courses",
                            result.courses().stream().map(CourseOutput::json).toList());
        }
        return Json.of(Inspected.map("format", "faultline.replay", "version", 1, "captures", captures)) + "\n";
    }

    private static Map<String, @Nullable Object> transition(TransitionResult result) {
        return Inspected.map(
                "id", result.id(), "title", result.title(), "taken", result.taken(), "impossible", result.impossible());
    }

    private static Map<String, @Nullable Object> invariant(InvariantResult result) {
        return Inspected.map(
                "id", result.id(),
                "title", result.title(),
                "checked", result.checked(),
                "held", result.held(),
                "violated", result.violated(),
                "not_checkable", result.notCheckable());
    }

    private static Map<String, @Nullable Object> divergence(Divergence divergence) {
        Map<String, @Nullable Object> object = Inspected.map(
                "broken", divergence.broken().stream().map(Enum::name).toList(),
                "ts", divergence.ts(),
                "cpu", divergence.cpu(),
                "tid", divergence.tid(),
                "subject", divergence.subject(),
                "expected", divergence.expected(),
                "observed", divergence.observed(),
                "before", divergence.before());
        object.put("chain", divergence.chain());
        object.put("excuse", divergence.excuse());
        object.put("count", divergence.count());
        return object;
    }

    private static Map<String, @Nullable Object> predicted(Counters counters) {
        return Inspected.map(
                "dirtied", counters.dirtied(),
                "written", counters.written(),
                "dirty_events", counters.dirtyEvents(),
                "written_events", counters.writtenEvents(),
                "in_flight", counters.inFlight(),
                "lower_bound", counters.lowerBound());
    }

    private static @Nullable Map<String, @Nullable Object> observed(ObservedPages.@Nullable Growth growth) {
        return growth == null
                ? null
                : Inspected.map(
                        "readings", growth.readings(), "dirtied", growth.dirtied(), "written", growth.written());
    }

    String text() {
        StringBuilder text = new StringBuilder(heading.text());
        for (int i = 0; i < results.size(); i++) {
            text.append('\n');
            append(text, results.get(i), observed.of(i));
        }
        return text.toString();
    }

    private void append(StringBuilder text, ReplayResult result, ObservedPages.@Nullable Growth growth) {
        text.append(Values.count(result.observations(), "observation")).append(" replayed\n\n");
        transitions(text, result.transitions());
        invariants(text, result.invariants());
        text.append('\n');
        result.divergences().forEach(one -> append(text, one));
        text.append(verdict(result));
        counters(text, result.predicted(), growth);
        text.append(CourseOutput.text(result.courses(), heading));
    }

    /** Those that were seen with their counts, of the others the names. */
    private static void transitions(StringBuilder text, List<TransitionResult> all) {
        List<@Nullable Object[]> seen = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (TransitionResult one : all) {
            if (one.taken() + one.impossible() > 0) {
                seen.add(new Object[] {one.id(), one.taken(), one.impossible(), one.title()});
            } else {
                others.add(one.id());
            }
        }
        text.append(new TextTable(List.of("transition", "taken", "impossible", "what it is"), seen).text());
        text.append(others.isEmpty() ? "\n" : "not seen: " + String.join(" ", others) + "\n\n");
    }

    /** Those that were checked with their counts, of the others why they were not. */
    private static void invariants(StringBuilder text, List<InvariantResult> all) {
        List<@Nullable Object[]> checked = new ArrayList<>();
        Map<String, List<String>> others = new LinkedHashMap<>();
        for (InvariantResult one : all) {
            if (one.checked() > 0) {
                checked.add(new Object[] {one.id(), one.checked(), one.held(), one.violated(), one.title()});
            }
            String why = one.notCheckable();
            if (why != null) {
                others.computeIfAbsent(why, key -> new ArrayList<>()).add(one.id());
            }
        }
        text.append(new TextTable(List.of("invariant", "checked", "held", "violated", "what holds"), checked).text());
        others.forEach((why, ids) -> text.append(String.join(", ", ids))
                .append(" could not be checked: ")
                .append(SafeText.of(why))
                .append('\n'));
    }

    private void append(StringBuilder text, Divergence divergence) {
        String broken = divergence.broken().stream().map(Enum::name).collect(Collectors.joining(", "));
        text.append("divergence from ").append(broken).append(" at ").append(heading.time(divergence.ts()));
        text.append("  cpu ").append(divergence.cpu()).append("  tid ").append(divergence.tid());
        text.append("  page ").append(SafeText.of(divergence.subject()));
        text.append(divergence.count() > 1 ? "  (the first of " + Values.count(divergence.count()) + ")" : "")
                .append('\n');
        field(text, "expected", divergence.expected());
        field(text, "observed", divergence.observed());
        field(text, "known before", divergence.before());
        field(text, "possible if", divergence.excuse());
        divergence.chain().forEach(step -> field(text, "after", step));
        text.append('\n');
    }

    private static void field(StringBuilder text, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            text.append("  ")
                    .append(name)
                    .append(": ")
                    .append(SafeText.of(value))
                    .append('\n');
        }
    }

    private static String verdict(ReplayResult result) {
        if (!result.divergences().isEmpty()) {
            return "";
        }
        boolean checked = result.invariants().stream().anyMatch(one -> one.checked() > 0);
        return checked ? "no divergence\n" : "no verdict: nothing in this capture could be checked\n";
    }

    private static void counters(StringBuilder text, Counters predicted, ObservedPages.@Nullable Growth growth) {
        String bound = predicted.lowerBound() ? "at least " : "";
        String dirtied = predicted.dirtyEvents() == 0
                ? "no event of it recorded"
                : bound + Values.count(predicted.dirtied()) + " predicted";
        String written = predicted.writtenEvents() == 0
                ? "no event of it recorded"
                : bound + Values.count(predicted.written()) + " predicted";
        text.append("pages dirtied: ").append(dirtied);
        text.append(growth == null ? "" : ", " + Values.count(growth.dirtied()) + " observed")
                .append('\n');
        text.append("pages written: ").append(written);
        text.append(growth == null ? "" : ", " + Values.count(growth.written()) + " observed");
        text.append(predicted.inFlight() > 0 ? "; " + Values.count(predicted.inFlight()) + " in flight at the end" : "")
                .append('\n');
        text.append(
                growth == null
                        ? "(nothing to compare with: the kernel's counters, writeback:global_dirty_state, were not recorded twice)\n"
                        : "(observed between " + Values.count(growth.readings())
                                + " readings, which need not span the whole capture)\n");
    }
}
