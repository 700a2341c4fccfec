// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.recipe;

import dev.faultline.parsers.btf.Btf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What to record for a goal on one kernel and file system.
 *
 * @param goal what is to be found out
 * @param fileSystem the file system
 * @param events tracepoints, {@code system:event}, with {@code *}
 * @param definitions lines for kprobe_events
 * @param absent functions and tracepoints that this kernel does not have
 */
public record Recipe(
        Goal goal, FileSystem fileSystem, List<String> events, List<String> definitions, List<String> absent) {
    /** Copies the lists. */
    public Recipe {
        events = List.copyOf(events);
        definitions = List.copyOf(definitions);
        absent = List.copyOf(absent);
    }

    /**
     * Makes a recipe.
     *
     * @throws IOException when the BTF is damaged
     */
    public static Recipe of(Goal goal, FileSystem fileSystem, Btf btf) throws IOException {
        List<String> definitions = new ArrayList<>();
        Set<String> absent = new LinkedHashSet<>();
        Kprobes kprobes = new Kprobes(btf);
        List<ProbedFunction> own = goal.timed() ? fileSystem.mkwrite() : List.of();
        for (ProbedFunction function :
                Stream.concat(goal.probes().stream(), own.stream()).toList()) {
            Optional<List<String>> lines = kprobes.define(function);
            lines.ifPresentOrElse(definitions::addAll, () -> absent.add(function.name()));
        }
        Set<String> events = new LinkedHashSet<>();
        for (String event : goal.events()) {
            choose(event, btf).ifPresentOrElse(events::add, () -> absent.add(event.replace("?", "")));
        }
        if (goal == Goal.ALL) {
            events.addAll(fileSystem.everything());
        } else if (goal.timed()) {
            events.addAll(fileSystem.latency());
        }
        if (!definitions.isEmpty()) {
            events.add("pf:*");
        }
        return new Recipe(goal, fileSystem, List.copyOf(events), definitions, List.copyOf(absent));
    }

    /** The first of several names that the kernel has. What has an asterisk, and syscalls, which have no typedef, is taken as it is. */
    private static Optional<String> choose(String event, Btf btf) {
        boolean optional = event.endsWith("?");
        for (String one : event.replace("?", "").split("\\|")) {
            String name = one.substring(one.indexOf(':') + 1);
            String system = one.substring(0, one.indexOf(':'));
            boolean listed = system.equals("syscalls") || btf.hasTracepoint(name);
            boolean wild = name.contains("*") && (!optional || btf.hasTracepoint(system + "_start_locking"));
            if (listed || wild) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
