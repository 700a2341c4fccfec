// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.capture.ClockUnit;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.schema.EventSchema;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A text capture after its survey.
 *
 * @param file the file
 * @param heading its first lines
 * @param syntax how its lines begin
 * @param schemaSource where the formats come from, in words
 * @param unit what timestamps count
 * @param stretches parts of the file
 * @param survey what the first pass found
 * @param events the events of the file, in the order of their tables
 * @param byName the events that lines of one name can be of
 */
record TextContents(
        CaptureFile file,
        Heading heading,
        LineSyntax syntax,
        String schemaSource,
        ClockUnit unit,
        List<Stretch> stretches,
        Survey survey,
        List<TextEvent> events,
        Map<String, List<TextEvent>> byName) {
    private static final Set<String> OF_SAMPLES = Set.of("perf.sample", "perf.page_fault");

    /** Whether the text is perf script's. */
    boolean script() {
        return syntax instanceof ScriptSyntax;
    }

    /** Whether every record of an event is part of a sample: of perf script all but perf's own records. */
    boolean sampled(EventSchema event) {
        return script()
                && (OF_SAMPLES.contains(event.qualifiedName())
                        || !event.system().equals("perf"));
    }

    /** Events of perf script in the order in which they come first, tracepoints and others. */
    List<NameFacts> sampledNames() {
        return survey.names().values().stream()
                .filter(facts -> !facts.name.startsWith("PERF_RECORD_"))
                .sorted(Comparator.comparingLong(facts -> facts.first))
                .toList();
    }
}
