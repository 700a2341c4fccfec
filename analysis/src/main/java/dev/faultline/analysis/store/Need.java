// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing a statement reads. In front matter:
 *
 * <ul>
 *   <li>{@code page_fault}: a view of ours;
 *   <li>{@code filemap.mm_filemap_add_to_page_cache(i_ino, order?)}: an event, with the fields it must have, and with {@code ?}
 *       those that are NULL where the kernel lacks them;
 *   <li>{@code probe.ext4_page_mkwrite(ino?)}, {@code probe.ext4_page_mkwrite__return(ret?)}: any probe on that function;
 *   <li>{@code graph.ext4_page_mkwrite}: its calls as the function graph tracer saw them.
 * </ul>
 *
 * A {@code ?} after the whole need means that the statement works without it, on an empty relation. All but views are read as
 * {@code src."<name>"}.
 *
 * @param kind which of the four
 * @param name full name as written: {@code probe.ext4_page_mkwrite__return}
 * @param fields fields besides those every event has
 * @param optional whether the statement works without it
 */
public record Need(Kind kind, String name, List<Field> fields, boolean optional) {
    private static final Pattern ITEM = Pattern.compile("\\s*([\\w.*-]+)\\s*(?:\\(([^)]*)\\))?\\s*(\\?)?\\s*(?:,|$)");

    /** What a need refers to. */
    public enum Kind {
        VIEW,
        EVENT,
        PROBE,
        GRAPH
    }

    /**
     * A field of an event.
     *
     * @param name the kernel's name
     * @param optional whether it may be missing
     */
    public record Field(String name, boolean optional) {}

    static List<Need> parseAll(String line) {
        List<Need> needs = new ArrayList<>();
        Matcher matcher = ITEM.matcher(line);
        int at = 0;
        while (at < line.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new StoreException("cannot read needs from '" + line.substring(at) + "'");
            }
            String fields = matcher.group(2) == null ? "" : matcher.group(2);
            needs.add(new Need(kind(matcher.group(1)), matcher.group(1), fields(fields), matcher.group(3) != null));
            at = matcher.end();
        }
        return needs;
    }

    private static Kind kind(String name) {
        if (name.startsWith("probe.")) {
            return Kind.PROBE;
        }
        if (name.startsWith("graph.")) {
            return Kind.GRAPH;
        }
        return name.indexOf('.') < 0 ? Kind.VIEW : Kind.EVENT;
    }

    private static List<Field> fields(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(field -> !field.isEmpty())
                .map(field -> new Field(field.replace("?", ""), field.endsWith("?")))
                .toList();
    }

    /** The part after {@code probe.} or {@code graph.}. */
    String function() {
        return name.substring(name.indexOf('.') + 1);
    }

    /** The events to decode for this need alone; none for a view. */
    EventSet events() {
        return switch (kind) {
            case VIEW -> EventSet.NONE;
            case EVENT -> EventSet.of(List.of(name));
            case PROBE -> EventSet.NONE.withProbe(function());
            case GRAPH -> EventSet.NONE.withTraced(function());
        };
    }
}
