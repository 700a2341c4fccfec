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
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the raw event behind a need in each capture, and makes the relation {@code src."<need>"} over what it found: the columns
 * every event has, then the needed fields by the kernel's names.
 */
final class Sources {
    private static final String PREFIX =
            "capture_id, ts, cpu, common_pid, common_flags, common_preempt_count, buffer_id, rec, sample_id";

    /** Types of those that are no BIGINT; a view must have the same columns whichever of its events were recorded. */
    private static final Map<String, String> TYPES = Map.of(
            "capture_id", "SMALLINT",
            "cpu", "SMALLINT",
            "common_pid", "INTEGER",
            "common_flags", "UTINYINT",
            "common_preempt_count", "UTINYINT",
            "buffer_id", "UTINYINT");

    /** Column that says which raw event a row is of. */
    private static final String SOURCE_EVENT = "source_event";

    private final TraceDatabase database;
    private final EventIndex events;
    private final ProbeAddress addresses;
    private final Map<String, List<Need.Field>> fields = new LinkedHashMap<>();
    private final Map<String, List<String>> names = new HashMap<>();
    private final Map<String, List<StoredEvent>> found = new HashMap<>();
    private final Map<String, String> listedAs = new HashMap<>();

    /** Sources without needs so far. */
    Sources(TraceDatabase database) {
        this.database = database;
        this.events = new EventIndex(database);
        this.addresses = new ProbeAddress(database, events);
    }

    /**
     * Makes a need known: one relation serves all needs of an event that are known when it is installed, with the fields of any of
     * them. Whoever names an event must name it by the same names.
     */
    void addFields(Need need) {
        List<String> others = names.putIfAbsent(need.name(), need.names());
        if (others != null && !others.equals(need.names())) {
            throw new StoreException(
                    "need " + need.name() + " has other names " + others + " here, " + need.names() + " there");
        }
        List<Need.Field> known = fields.computeIfAbsent(need.name(), k -> new ArrayList<>());
        need.fields().stream()
                .filter(field -> known.stream().noneMatch(k -> k.name().equals(field.name())))
                .forEach(known::add);
    }

    /** The event that answers a need in a capture; of all that match a wildcard the one with most records. */
    Optional<StoredEvent> find(int captureId, Need need) {
        return all(captureId, need).stream().findFirst();
    }

    /** The events that answer a need in a capture, several only for a wildcard: the one with most records first, then by name. */
    private List<StoredEvent> all(int captureId, Need need) {
        return found.computeIfAbsent(captureId + " " + need.names() + need.fields(), k -> {
            List<StoredEvent> best = List.of();
            for (String name : need.names()) {
                List<StoredEvent> here = named(captureId, need.named(name));
                if (best.isEmpty()
                        || (best.get(0).recorded() == 0
                                && !here.isEmpty()
                                && here.get(0).recorded() > 0)) {
                    best = here;
                }
            }
            return best;
        });
    }

    private List<StoredEvent> named(int captureId, Need need) {
        FunctionList list = need.list();
        if (list != null && need.kind() == Need.Kind.PROBE) {
            return listed(captureId, need, list);
        }
        return candidates(captureId, need).stream()
                .filter(event -> event.has(need.fields()))
                .filter(event -> need.kind() != Need.Kind.PROBE || addresses.agree(event, need))
                .map(event -> need.kind() == Need.Kind.GRAPH ? onlyCalls(event, need) : event)
                .sorted(Comparator.comparingLong(StoredEvent::recorded)
                        .reversed()
                        .thenComparing(StoredEvent::qualifiedName))
                .limit(need.wildcard() ? Long.MAX_VALUE : 1)
                .toList();
    }

    /** The probes on functions of a list, one per function. */
    private List<StoredEvent> listed(int captureId, Need need, FunctionList list) {
        boolean returns = Probe.needed(need.function()).returns();
        List<StoredEvent> probes = new ArrayList<>();
        for (String function : events.functions(captureId, returns)) {
            if (list.rows().containsKey(function)) {
                String name = "probe." + (returns ? Probe.returning(function) : function);
                named(captureId, need.named(name)).forEach(event -> {
                    probes.add(event);
                    listedAs.put(need.name() + " " + captureId + " " + event.qualifiedName(), function);
                });
            }
        }
        return probes.stream()
                .sorted(Comparator.comparingLong(StoredEvent::recorded).reversed())
                .toList();
    }

    /** Events that a need may mean, by their names. */
    private List<StoredEvent> candidates(int captureId, Need need) {
        return switch (need.kind()) {
            case VIEW -> List.of();
            case EVENT -> need.wildcard() ? matching(captureId, need) : known(captureId, need.name());
            case GRAPH ->
                need.list() != null || traced(captureId, need) ? known(captureId, "ftrace.funcgraph_entry") : List.of();
            case FUNCTION -> need.list() != null ? known(captureId, FunctionTracer.EVENT) : List.of();
            case PROBE -> events.probes(captureId, Probe.needed(need.function()));
        };
    }

    private List<StoredEvent> known(int captureId, String event) {
        return events.named(captureId, event).stream().toList();
    }

    private List<StoredEvent> matching(int captureId, Need need) {
        Predicate<String> glob = EventSet.matching(need.name());
        List<StoredEvent> matching = new ArrayList<>();
        for (StoredEvent event : events.of(captureId)) {
            if (glob.test(event.qualifiedName())) {
                matching.add(event);
            }
        }
        return matching;
    }

    private boolean traced(int captureId, Need need) {
        return number("SELECT count(*) FROM (" + FunctionGraph.addresses(need.function(), captureId) + ")") > 0;
    }

    /** The tracer's records are of many functions: this one may have none. */
    private StoredEvent onlyCalls(StoredEvent entry, Need need) {
        if (entry.place() == null) {
            return entry;
        }
        FunctionList list = need.list();
        String entries = list == null
                ? FunctionGraph.entries(need.function(), entry)
                : FunctionGraph.entries(functions(entry.captureId(), list), entry);
        return entry.withRecorded(number("SELECT count(*) FROM " + entries));
    }

    /** The functions of a list that the capture has addresses of, by address. */
    private Map<Long, String> functions(int captureId, FunctionList list) {
        Map<Long, String> functions = new TreeMap<>();
        database.query("SELECT address, name FROM store.main.symbol WHERE capture_id = ? AND address > 0", captureId)
                .forEach(row -> {
                    String name = String.valueOf(row[1]);
                    int dot = name.indexOf('.');
                    String function = dot < 0 ? name : name.substring(0, dot);
                    if (list.rows().containsKey(function) && !name.endsWith(".cold")) {
                        functions.put(((Number) Objects.requireNonNull(row[0])).longValue(), function);
                    }
                });
        return functions;
    }

    private long number(String sql) {
        Object[] row = Objects.requireNonNull(database.query(sql).all().get(0));
        return ((Number) Objects.requireNonNull(row[0])).longValue();
    }

    /** Makes {@code src."<need>"} over all captures; empty where none has it. */
    void install(Need need) {
        Map<String, List<Integer>> captures = new LinkedHashMap<>();
        for (int id : events.captures()) {
            all(id, need).stream()
                    .filter(Sources::stored)
                    .forEach(event -> captures.computeIfAbsent(select(need, event), k -> new ArrayList<>())
                            .add(id));
        }
        String body = captures.isEmpty()
                ? items(need, null) + " FROM range(0)"
                : captures.entrySet().stream().map(Sources::of).collect(Collectors.joining("\nUNION ALL BY NAME\n"));
        database.execute(
                "CREATE OR REPLACE VIEW " + SqlNames.path(StoreFile.VIEWS, "src", need.name()) + " AS\n" + body);
    }

    /** One scan of a table serves all captures that are read the same way. */
    private static String of(Map.Entry<String, List<Integer>> scan) {
        String ids = scan.getValue().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return scan.getKey() + " WHERE capture_id IN (" + ids + ")";
    }

    /** Whether there is a table; a view over records that nobody loaded would be empty, and wrong. */
    private static boolean stored(StoredEvent event) {
        if (event.recorded() > 0 && event.loaded() == null) {
            throw new StoreException("event " + event.qualifiedName() + " is needed but was not loaded");
        }
        return event.place() != null;
    }

    private String select(Need need, StoredEvent event) {
        FunctionList list = need.list();
        if (need.kind() == Need.Kind.FUNCTION && list != null) {
            return "SELECT * FROM (" + FunctionTracer.entries(list, functions(event.captureId(), list), event) + ")";
        }
        if (need.kind() == Need.Kind.GRAPH && list != null) {
            String calls = FunctionGraph.calls(list, functions(event.captureId(), list), event, exit(event));
            return "SELECT * FROM (" + calls + ")";
        }
        if (need.kind() == Need.Kind.GRAPH) {
            String function = need.names().stream()
                    .map(name -> need.named(name).function())
                    .filter(name -> traced(event.captureId(), need.named("graph." + name)))
                    .findFirst()
                    .orElseThrow();
            return "SELECT * FROM (" + FunctionGraph.calls(function, event, exit(event)) + ")";
        }
        return items(need, event) + " FROM " + place(event);
    }

    private StoredEvent exit(StoredEvent entry) {
        return events.named(entry.captureId(), "ftrace.funcgraph_exit").orElse(entry);
    }

    static String place(StoredEvent event) {
        TableNames.Place place = event.place();
        if (place == null) {
            throw new StoreException("event " + event.qualifiedName() + " has no table");
        }
        return place.sql();
    }

    /** The select list; NULL of the same type stands for every column when the relation has no source. */
    private String items(Need need, @Nullable StoredEvent event) {
        List<String> items = new ArrayList<>();
        for (String name : PREFIX.split(", ")) {
            items.add(event != null ? name : "NULL::" + TYPES.getOrDefault(name, "BIGINT") + " AS " + name);
        }
        items.add((event == null ? "NULL::VARCHAR" : SqlNames.literal(event.qualifiedName())) + " AS " + SOURCE_EVENT);
        FunctionList list = need.list();
        if (list != null) {
            String function = event == null
                    ? ""
                    : listedAs.getOrDefault(need.name() + " " + event.captureId() + " " + event.qualifiedName(), "");
            items.add(list.items(function));
        }
        Map<String, String> columns = event == null ? Map.of() : event.columns();
        List<Need.Field> wanted = need.kind() == Need.Kind.GRAPH ? FunctionGraph.FIELDS : fields.get(need.name());
        for (Need.Field field : wanted == null ? need.fields() : wanted) {
            String value = field.every() ? every(columns) : column(field, columns);
            items.add(value + " AS " + SqlNames.quote(field.name()));
        }
        return "SELECT " + String.join(", ", items);
    }

    private static String column(Need.Field field, Map<String, String> columns) {
        return field.names().stream()
                .filter(columns::containsKey)
                .findFirst()
                .map(name -> SqlNames.quote(Objects.requireNonNull(columns.get(name))))
                .orElse("NULL::BIGINT");
    }

    /** All integer fields of the event itself; the kernel's own bookkeeping starts with two underscores. */
    private static String every(Map<String, String> columns) {
        List<String> own = columns.keySet().stream()
                .filter(name -> !name.startsWith("__") && !name.startsWith("common_"))
                .sorted()
                .toList();
        String keys = own.stream().map(SqlNames::literal).collect(Collectors.joining(", "));
        String values = own.stream()
                .map(name -> "TRY_CAST(" + SqlNames.quote(Objects.requireNonNull(columns.get(name))) + " AS UBIGINT)")
                .collect(Collectors.joining(", "));
        return "MAP([" + keys + "]::VARCHAR[], [" + values + "]::UBIGINT[])";
    }
}
