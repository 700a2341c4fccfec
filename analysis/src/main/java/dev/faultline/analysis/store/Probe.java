// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A dynamic event on a kernel function: kprobe or fprobe, at entry or return.
 *
 * <p>The kind shows in the fields the kernel puts first (kernel/trace/trace_kprobe.c and trace_fprobe.c, v6.12: {@code __probe_ip}
 * at entry; {@code __probe_func} and {@code __probe_ret_ip} at return). The function shows only in the event's name, which is
 * chosen by whoever set the probe; {@code symbol} tells whether name and address agree.
 *
 * @param event name of the event
 * @param returns whether it fires at return
 */
record Probe(String event, boolean returns) {
    /** What marks a return probe in the need syntax. */
    private static final String RETURN = "__return";

    private static final Pattern NUMBER = Pattern.compile("_\\d+$");
    private static final Pattern RETURN_SUFFIX = Pattern.compile("(__return|__exit|_return|_exit|_ret)$");
    private static final Pattern ENTRY_SUFFIX = Pattern.compile("(__entry|_entry|_enter)$");

    /** The probe behind an event, empty when it is no function probe. */
    static Optional<Probe> of(EventSchema schema) {
        return of(schema.name(), schema.fields().stream().map(Field::name).toList());
    }

    static Optional<Probe> of(String event, Collection<String> fields) {
        if (fields.contains("__probe_ip")) {
            return Optional.of(new Probe(event, false));
        }
        return fields.contains("__probe_func") && fields.contains("__probe_ret_ip")
                ? Optional.of(new Probe(event, true))
                : Optional.empty();
    }

    /** The probe a need names: {@code ext4_page_mkwrite}, or {@code ext4_page_mkwrite__return}. */
    static Probe needed(String name) {
        return name.endsWith(RETURN)
                ? new Probe(name.substring(0, name.length() - RETURN.length()), true)
                : new Probe(name, false);
    }

    /** How a need names the return probe of a function. */
    static String returning(String function) {
        return function + RETURN;
    }

    /** Whether this event's name says that it answers {@code need}: same kind, same function, up to usual affixes. */
    boolean answers(Probe need) {
        return returns == need.returns && functions().contains(need.event);
    }

    /** The functions its name may stand for: as it is, or without the affixes that recipes and tools put around it. */
    Set<String> functions() {
        Set<String> names = new LinkedHashSet<>();
        names.add(event);
        names.add(NUMBER.matcher(event).replaceFirst(""));
        Pattern suffix = returns ? RETURN_SUFFIX : ENTRY_SUFFIX;
        List.copyOf(names).forEach(name -> names.add(suffix.matcher(name).replaceFirst("")));
        String prefix = returns ? "r_" : "p_";
        List.copyOf(names).stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> names.add(name.substring(prefix.length())));
        return names;
    }
}
