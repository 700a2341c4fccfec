// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The facts printed under a chart, in their fixed order. */
final class ChartNotes {
    private final ChartFacts facts;
    private final List<Note> notes = new ArrayList<>();

    ChartNotes(ChartFacts facts) {
        this.facts = facts;
        add("kernel", facts.kernel());
        add("filesystem", facts.filesystem());
    }

    void add(String label, String value) {
        notes.add(new Note(label, value));
    }

    void n(String count) {
        add("n", count);
    }

    void measured(Collection<String> methods) {
        add("losses", facts.losses());
        add("coverage", facts.coverage());
        add("method", methods.isEmpty() ? "nothing measured" : String.join("; ", methods));
        add("tracer overhead", facts.overhead());
    }

    List<Note> all() {
        return notes;
    }

    /** Names with their numbers. */
    static String counts(Map<String, Long> sizes) {
        return sizes.entrySet().stream()
                .map(e -> e.getKey() + " " + Unit.COUNT.text(e.getValue()))
                .collect(Collectors.joining(", "));
    }
}
