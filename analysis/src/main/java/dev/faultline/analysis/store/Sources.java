// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the raw event behind a need in each capture, and makes the relation {@code src."<need>"} over what it found: the columns
 * every event has, then the needed fields by the kernel's names.
 */
final class Sources {
    private static final String PREFIX =
            "capture_id, ts, cpu, common_pid, common_flags, common_preempt_count, buffer_id, rec, sample_id";

    private final TraceDatabase database;
    private final List<StoredEvent> events;
    private final Map<String, List<Need.Field>> fields = new LinkedHashMap<>();
    private final Map<String, Optional<StoredEvent>> found = new HashMap<>();

    /** Sources for the views of a catalogue: one relation serves them all, with the fields any of them needs. */
    Sources(TraceDatabase database, SqlCatalogue catalogue) {
        this.database = database;
        this.events = StoredEvent.all(database);
        catalogue.sqlFiles("views").forEach(file -> file.needs().forEach(this::addFields));
    }

    /** Makes a need known that stands in no view. */
    void addFields(Need need) {
        List<Need.Field> known = fields.computeIfAbsent(need.name(), k -> new ArrayList<>());
        need.fields().stream()
                .filter(field -> known.stream().noneMatch(k -> k.name().equals(field.name())))
                .forEach(known::add);
    }

    /** The event that answers a need in a capture; among several the one with most records, then by name. */
    Optional<StoredEvent> find(int captureId, Need need) {
        return found.computeIfAbsent(
                captureId + " " + need.name() + need.fields(),
                k -> events.stream()
                        .filter(event ->
                                event.captureId() == captureId && answers(event, need) && event.has(need.fields()))
                        .filter(event ->
                                need.kind() != Need.Kind.PROBE || new ProbeAddress(database, event).agrees(need))
                        .map(event -> need.kind() == Need.Kind.GRAPH ? onlyCalls(event, need) : event)
                        .max(Comparator.comparingLong(StoredEvent::recorded)
                                .thenComparing(StoredEvent::qualifiedName, Comparator.reverseOrder())));
    }

    private boolean answers(StoredEvent event, Need need) {
        return switch (need.kind()) {
            case VIEW -> false;
            case EVENT -> event.qualifiedName().equals(need.name());
            case GRAPH -> event.qualifiedName().equals("ftrace.funcgraph_entry") && named(event.captureId(), need);
            case PROBE ->
                event.probe()
                        .filter(probe -> probe.answers(Probe.needed(need.function())))
                        .isPresent();
        };
    }

    private boolean named(int captureId, Need need) {
        return number("SELECT count(*) FROM (" + FunctionGraph.addresses(need.function(), captureId) + ")") > 0;
    }

    /** The tracer's records are of many functions: this one may have none. */
    private StoredEvent onlyCalls(StoredEvent entry, Need need) {
        return entry.place() == null
                ? entry
                : entry.withRecorded(number("SELECT count(*) FROM " + FunctionGraph.entries(need.function(), entry)));
    }

    private long number(String sql) {
        Object[] row = Objects.requireNonNull(database.query(sql).all().get(0));
        return ((Number) Objects.requireNonNull(row[0])).longValue();
    }

    /** Makes {@code src."<need>"} over all captures; empty where none has it. */
    void install(Need need) {
        Map<Integer, StoredEvent> sources = new LinkedHashMap<>();
        for (int id : new TreeSet<>(events.stream().map(StoredEvent::captureId).toList())) {
            find(id, need).filter(Sources::stored).ifPresent(event -> sources.put(id, event));
        }
        String body = sources.isEmpty()
                ? select(need, "NULL::BIGINT", Map.of()) + " FROM range(0)"
                : sources.values().stream()
                        .map(event -> select(need, event))
                        .collect(Collectors.joining("\nUNION ALL BY NAME\n"));
        database.execute(
                "CREATE OR REPLACE VIEW " + SqlNames.path(StoreFile.VIEWS, "src", need.name()) + " AS\n" + body);
    }

    /** Whether there is a table; a view over records that nobody loaded would be empty, and wrong. */
    private static boolean stored(StoredEvent event) {
        if (event.recorded() > 0 && event.loaded() == null) {
            throw new StoreException("event " + event.qualifiedName() + " is needed but was not loaded");
        }
        return event.place() != null;
    }

    private String select(Need need, StoredEvent event) {
        if (need.kind() == Need.Kind.GRAPH) {
            return FunctionGraph.calls(need.function(), event, exit(event));
        }
        return select(need, "", event.columns()) + " FROM " + place(event) + " WHERE capture_id = " + event.captureId();
    }

    private StoredEvent exit(StoredEvent entry) {
        return events.stream()
                .filter(e ->
                        e.captureId() == entry.captureId() && e.qualifiedName().equals("ftrace.funcgraph_exit"))
                .findFirst()
                .orElse(entry);
    }

    static String place(StoredEvent event) {
        TableNames.Place place = event.place();
        if (place == null) {
            throw new StoreException("event " + event.qualifiedName() + " has no table");
        }
        return place.sql();
    }

    /** The select list; {@code empty} replaces every column when the relation has no source. */
    private String select(Need need, String empty, Map<String, String> columns) {
        List<String> items = new ArrayList<>();
        for (String name : PREFIX.split(", ")) {
            items.add(empty.isEmpty() ? name : empty + " AS " + name);
        }
        List<Need.Field> wanted = need.kind() == Need.Kind.GRAPH ? FunctionGraph.FIELDS : fields.get(need.name());
        for (Need.Field field : wanted == null ? need.fields() : wanted) {
            String column = columns.get(field.name());
            items.add(
                    (column == null ? "NULL::BIGINT" : SqlNames.quote(column)) + " AS " + SqlNames.quote(field.name()));
        }
        return "SELECT " + String.join(", ", items);
    }
}
