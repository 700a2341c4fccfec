// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing a statement reads. In front matter:
 *
 * <ul>
 *   <li>{@code page_fault}: a view of ours;
 *   <li>{@code filemap.mm_filemap_add_to_page_cache(i_ino, order?)}: an event, with the fields it must have, and with {@code ?}
 *       those that are NULL where the kernel lacks them;
 *   <li>{@code probe.ext4_page_mkwrite(ino?)}, {@code probe.ext4_page_mkwrite__return(ret?)}: any probe on that function;
 *   <li>{@code graph.ext4_page_mkwrite}: its calls as the function graph tracer saw them;
 *   <li>{@code probe.@operation}, {@code probe.@operation__return}, {@code graph.@operation}: the same of every function in the list
 *       {@code operation} ({@link FunctionList}), with columns {@code function} and those of the list;
 *   <li>{@code function.@operation}: where the function tracer saw functions of a list begin.
 * </ul>
 *
 * A {@code ?} after the whole need means that the statement works without it, on an empty relation. All but views are read as
 * {@code src."<name>"}.
 *
 * <p>What kernels name differently is written with its other names, the preferred first:
 * {@code writeback.writeback_dirty_folio|writeback_dirty_page(name, ino, folio|page?)}. The relation and its columns have the first
 * names; each capture gives what it has, the first name that has records before one that is only declared. Column
 * {@code source_event} says which it was.
 *
 * <p>An event name may have {@code *}: then the relation holds the records of all events that match. The field {@code *} stands for
 * a column {@code fields}: every integer field of the event that is not common to all, as {@code MAP(VARCHAR, UBIGINT)}.
 *
 * @param kind which of them
 * @param names full name as written, {@code probe.ext4_page_mkwrite__return}, and its other names
 * @param fields fields besides those every event has
 * @param optional whether the statement works without it
 */
public record Need(Kind kind, List<String> names, List<Field> fields, boolean optional) {
    private static final Pattern ITEM =
            Pattern.compile("\\s*([\\w.*@-]+(?:\\|[\\w.*@-]+)*)\\s*(?:\\(([^)]*)\\))?\\s*(\\?)?\\s*(?:,|$)");
    /** The field that stands for all. */
    private static final String EVERY = "*";

    /** What a need refers to. */
    public enum Kind {
        VIEW,
        EVENT,
        PROBE,
        GRAPH,
        FUNCTION
    }

    /**
     * A field of an event.
     *
     * @param names the kernel's name, and what other kernels call it
     * @param optional whether it may be missing
     */
    public record Field(List<String> names, boolean optional) {
        /** A field with one name. */
        public Field(String name, boolean optional) {
            this(List.of(name), optional);
        }

        /** The name of its column. */
        public String name() {
            return names.get(0).equals(EVERY) ? "fields" : names.get(0);
        }

        /** Whether it stands for all fields. */
        boolean every() {
            return names.get(0).equals(EVERY);
        }
    }

    /** A need with one name. */
    public Need(Kind kind, String name, List<Field> fields, boolean optional) {
        this(kind, List.of(name), fields, optional);
    }

    /** The first name, after which the relation is called. */
    public String name() {
        return names.get(0);
    }

    static List<Need> parseAll(String line) {
        List<Need> needs = new ArrayList<>();
        Matcher matcher = ITEM.matcher(line);
        int at = 0;
        while (at < line.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new StoreException("cannot read needs from '" + line.substring(at) + "'");
            }
            String fields = matcher.group(2) == null ? "" : matcher.group(2);
            List<String> names = names(matcher.group(1));
            needs.add(new Need(kind(names.get(0)), names, fields(fields), matcher.group(3) != null));
            at = matcher.end();
        }
        return needs;
    }

    /** Alternatives; one without a dot is of the first one's system. */
    private static List<String> names(String alternatives) {
        String[] names = alternatives.split("\\|");
        String system = names[0].substring(0, names[0].indexOf('.') + 1);
        return Arrays.stream(names)
                .map(name -> name.indexOf('.') < 0 ? system + name : name)
                .toList();
    }

    private static Kind kind(String name) {
        if (name.startsWith("probe.")) {
            return Kind.PROBE;
        }
        if (name.startsWith("graph.")) {
            return Kind.GRAPH;
        }
        if (name.startsWith("function.")) {
            return Kind.FUNCTION;
        }
        return name.indexOf('.') < 0 ? Kind.VIEW : Kind.EVENT;
    }

    private static List<Field> fields(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(field -> !field.isEmpty())
                .map(field -> new Field(List.of(field.replace("?", "").split("\\|")), field.endsWith("?")))
                .toList();
    }

    /** One of its names alone. */
    Need named(String name) {
        return new Need(kind, name, fields, optional);
    }

    /** The part after {@code probe.} or {@code graph.} of the first name. */
    String function() {
        return name().substring(name().indexOf('.') + 1);
    }

    /** Whether the relation holds the records of all events that match. */
    boolean wildcard() {
        return kind == Kind.EVENT && name().indexOf('*') >= 0;
    }

    /** The events to decode for this need alone; none for a view. */
    EventSet events() {
        return switch (kind) {
            case VIEW -> EventSet.NONE;
            case EVENT -> EventSet.of(names);
            case PROBE -> EventSet.ofProbes(functions().toList());
            case GRAPH -> EventSet.ofTraced(functions().toList());
            case FUNCTION ->
                EventSet.of(List.of(FunctionTracer.EVENT))
                        .and(EventSet.ofTraced(functions().toList()));
        };
    }

    private Stream<String> functions() {
        return names.stream().map(name -> named(name).function()).flatMap(Need::listed);
    }

    private static Stream<String> listed(String function) {
        if (!FunctionList.named(function)) {
            return Stream.of(function);
        }
        boolean returns = Probe.needed(function).returns();
        return FunctionList.of(function).rows().keySet().stream().map(name -> returns ? Probe.returning(name) : name);
    }

    /** The list of functions it stands for, {@code null} for a need of one function. */
    @Nullable
    FunctionList list() {
        boolean functions = kind != Kind.VIEW && kind != Kind.EVENT;
        return functions && FunctionList.named(function()) ? FunctionList.of(function()) : null;
    }
}
