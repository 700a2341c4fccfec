// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.text.print.PrintLayout;
import dev.faultline.parsers.text.print.Slots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events by the name that lines call them by, compiled when first asked for. */
final class Catalogue {
    private final Map<String, List<EventSchema>> schemas = new HashMap<>();
    private final Map<String, List<TextEvent>> compiled = new HashMap<>();
    private final Layouts layouts;

    Catalogue(List<EventSchema> events) {
        this.layouts = Layouts.read();
        for (EventSchema event : events) {
            schemas.computeIfAbsent(event.name(), name -> new ArrayList<>()).add(event);
            // perf names the system, too
            schemas.computeIfAbsent(event.system() + ":" + event.name(), name -> new ArrayList<>())
                    .add(event);
        }
    }

    /** Whether a format is known under this name. */
    boolean knows(String name) {
        return schemas.containsKey(name);
    }

    /** The events of that name; empty when no format is known, or none that can be read back from text. */
    List<TextEvent> events(String name) {
        return compiled.computeIfAbsent(name, this::compile);
    }

    /** The event of that system and name; {@code null} when it is not known. */
    @Nullable
    TextEvent event(String system, String name) {
        for (TextEvent event : events(name)) {
            if (event.schema().system().equals(system)) {
                return event;
            }
        }
        return null;
    }

    private List<TextEvent> compile(String name) {
        List<TextEvent> events = new ArrayList<>();
        for (EventSchema schema : schemas.getOrDefault(name, List.of())) {
            TextEvent event = compile(schema);
            if (event != null) {
                events.add(event);
            }
        }
        return events;
    }

    private @Nullable TextEvent compile(EventSchema schema) {
        Slots slots = new Slots(schema.fields());
        layouts.complete(schema.qualifiedName(), slots);
        List<PrintLayout> ways = new ArrayList<>();
        for (String printFmt : layouts.of(schema)) {
            PrintLayout layout = PrintLayout.of(printFmt, slots);
            if (layout != null) {
                ways.add(layout);
            }
        }
        boolean readable = !ways.isEmpty() && slots.size() <= RecordForm.MOST_SLOTS;
        return readable ? new TextEvent(RecordForm.of(schema, slots), ways) : null;
    }
}
