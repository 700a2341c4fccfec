// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.recipe;

import dev.faultline.parsers.btf.Btf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Kprobe definitions for one kernel, with the offsets and registers that its BTF states. Registers are those of the System V
 * calling convention on x86-64, which kprobe_events name {@code %di %si %dx %cx %r8 %r9}.
 */
public final class Kprobes {
    /**
     * How many calls of one function may be inside at once and still be seen to return. The kernel's default is ten or twice the
     * number of cpus (kernel/trace/trace_kprobe.c, Documentation/trace/kprobetrace.rst); calls beyond it lose their return, and those
     * are the slow ones.
     */
    static final int MAXACTIVE = 1_024;

    private static final List<String> REGISTERS = List.of("%di", "%si", "%dx", "%cx", "%r8", "%r9");

    private final Btf btf;

    /** Definitions for the kernel of {@code btf}. */
    public Kprobes(Btf btf) {
        this.btf = btf;
    }

    /**
     * The definitions of a probe at the entry and one at the return.
     *
     * @return empty when the kernel has no such function, or it lacks what is to be fetched
     */
    Optional<List<String>> define(ProbedFunction function) throws IOException {
        if (!function.inModule() && !btf.hasFunction(function.name())) {
            return Optional.empty();
        }
        Optional<Place> place = place(function);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        List<String> args = new ArrayList<>();
        for (FetchArg arg : function.shape().args()) {
            Optional<String> fetched = arg.path().startsWith("%")
                    ? Optional.of(arg.name() + "=" + arg.path() + ":" + arg.type())
                    : arg.resolve(btf, place.get().register(), place.get().struct());
            if (fetched.isEmpty()) {
                return Optional.empty();
            }
            args.add(fetched.get());
        }
        String name = function.name();
        return Optional.of(List.of(
                "p:pf/" + name + " " + name + " " + String.join(" ", args),
                "r" + MAXACTIVE + ":pf/" + name + "_ret " + name + " ret=$retval:x64"));
    }

    /** Where the parameter is, and what it points to. */
    private record Place(String register, String struct) {}

    /** From the function's own prototype; of a module's function, whose prototype is elsewhere, the position it is known to have. */
    private Optional<Place> place(ProbedFunction function) throws IOException {
        List<Btf.Parameter> parameters = btf.parameters(function.name()).orElse(List.of());
        for (String struct : function.shape().structs()) {
            for (int i = 0; i < Math.min(parameters.size(), REGISTERS.size()); i++) {
                if (btf.pointed(parameters.get(i).type()).filter(struct::equals).isPresent()) {
                    return Optional.of(new Place(REGISTERS.get(i), struct));
                }
            }
        }
        String known = function.shape().structs().get(0);
        return function.inModule() ? Optional.of(new Place(REGISTERS.get(0), known)) : Optional.empty();
    }
}
