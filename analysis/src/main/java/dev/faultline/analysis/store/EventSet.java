// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.schema.EventSchema;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The events a question needs.
 *
 * @param all everything, whatever {@code globs} says
 * @param globs {@code system.event} with {@code *} and {@code ?}, in any case, as SQL names are; a glob without a dot matches event
 *     names of every system
 * @param probes kernel functions whose entry probe is needed, or with {@code __return} their return probe, in whatever group
 * @param traced kernel functions needed from the function graph tracer; with them come the capture's symbols
 */
public record EventSet(boolean all, Set<String> globs, Set<String> probes, Set<String> traced) {
    public static final EventSet ALL = new EventSet(true, Set.of(), Set.of(), Set.of());
    public static final EventSet NONE = new EventSet(false, Set.of(), Set.of(), Set.of());

    /** Events by glob. */
    public static EventSet of(Collection<String> globs) {
        return new EventSet(false, new TreeSet<>(globs), Set.of(), Set.of());
    }

    /** Probes by function, those at its return with {@code __return}. */
    static EventSet ofProbes(Collection<String> functions) {
        return new EventSet(false, Set.of(), new TreeSet<>(functions), Set.of());
    }

    /** Calls of functions as a tracer saw them. */
    static EventSet ofTraced(Collection<String> functions) {
        return new EventSet(false, Set.of(), Set.of(), new TreeSet<>(functions));
    }

    /** What any of them needs. */
    static EventSet all(Stream<EventSet> sets) {
        boolean[] all = new boolean[1];
        Set<String> globs = new TreeSet<>();
        Set<String> probes = new TreeSet<>();
        Set<String> traced = new TreeSet<>();
        sets.forEach(set -> {
            all[0] |= set.all;
            globs.addAll(set.globs);
            probes.addAll(set.probes);
            traced.addAll(set.traced);
        });
        return new EventSet(all[0], globs, probes, traced);
    }

    /** What either needs. */
    public EventSet and(EventSet other) {
        return all(Stream.of(this, other));
    }

    /** Whether records of the event are needed. */
    public boolean wants(EventSchema event) {
        if (all || globs.stream().anyMatch(glob -> matches(glob, event))) {
            return true;
        }
        if (!traced.isEmpty() && event.system().equals("ftrace") && event.name().startsWith("funcgraph_")) {
            return true;
        }
        return !probes.isEmpty() && Probe.of(event).filter(this::wants).isPresent();
    }

    private boolean wants(Probe probe) {
        return probe.functions().stream()
                .map(function -> probe.returns() ? Probe.returning(function) : function)
                .anyMatch(probes::contains);
    }

    /** Whether the event is asked for by its full name, so that its table exists even without records. */
    boolean names(EventSchema event) {
        return globs.stream().anyMatch(event.qualifiedName()::equalsIgnoreCase);
    }

    /** Whether symbols of the capture are needed at all. */
    boolean needsSymbols() {
        return all || !probes.isEmpty() || !traced.isEmpty();
    }

    /** Which symbols are needed: all, or the functions asked for with their compiler-made parts ({@code f.isra.0}). */
    Predicate<String> symbols() {
        if (all) {
            return name -> true;
        }
        Set<String> functions = new HashSet<>(traced);
        probes.forEach(probe -> functions.add(Probe.needed(probe).event()));
        return name -> {
            int dot = name.indexOf('.');
            return functions.contains(dot < 0 ? name : name.substring(0, dot));
        };
    }

    private static boolean matches(String glob, EventSchema event) {
        return matches(glob, glob.indexOf('.') < 0 ? event.name() : event.qualifiedName());
    }

    /** Whether a name matches a glob, in any case. */
    static boolean matches(String glob, String name) {
        return matching(glob).test(name);
    }

    /** What matches a glob, in any case. */
    static Predicate<String> matching(String glob) {
        if (glob.indexOf('*') < 0 && glob.indexOf('?') < 0) {
            return glob::equalsIgnoreCase;
        }
        String regex = Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).asMatchPredicate();
    }
}
