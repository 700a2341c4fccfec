// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.recipe;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The grammar of kprobe_events (Documentation/trace/kprobetrace.rst, kernel/trace/trace_probe.c), as far as recipes use it. */
public final class KprobeSyntax {
    /** MAX_EVENT_NAME_LEN of kernel/trace/trace_probe.h, with the closing NUL. */
    private static final int LONGEST_NAME = 64;
    /** MAX_TRACE_ARGS. */
    private static final int MOST_ARGS = 128;
    /** KRETPROBE_MAXACTIVE_MAX of kernel/trace/trace_kprobe.c. */
    private static final int MAXACTIVE = 4_096;

    private static final Pattern LINE = Pattern.compile(
            "(?:p|r(\\d*)):([A-Za-z_]\\w*)/([A-Za-z_]\\w*) ([A-Za-z_.][\\w.]*)(?:\\+\\d+)?((?: \\S+)*)");
    private static final Pattern ARGUMENT = Pattern.compile("([A-Za-z_]\\w*)=(\\S+):([xsu](?:8|16|32|64)|string)");
    private static final Pattern REGISTER = Pattern.compile("%(?:di|si|dx|cx|ax|bx|r8|r9|r1[0-5])");
    private static final Pattern MEMORY = Pattern.compile("[+-]\\d+\\((.*)\\)");

    private KprobeSyntax() {}

    /** Why the kernel would refuse a definition; empty when it would not. */
    public static Optional<String> refusal(String definition) {
        Matcher line = LINE.matcher(definition);
        if (!line.matches()) {
            return Optional.of("not [p|rN]:GROUP/EVENT FUNCTION ARGS");
        }
        String active = line.group(1);
        if (active != null && !active.isEmpty() && (active.length() > 4 || Integer.parseInt(active) > MAXACTIVE)) {
            return Optional.of("maxactive " + active + " is more than " + MAXACTIVE);
        }
        if (line.group(3).length() >= LONGEST_NAME || line.group(2).length() >= LONGEST_NAME) {
            return Optional.of("a name is longer than " + (LONGEST_NAME - 1));
        }
        String[] arguments = line.group(5).isEmpty()
                ? new String[0]
                : line.group(5).substring(1).split(" ");
        if (arguments.length > MOST_ARGS) {
            return Optional.of("more than " + MOST_ARGS + " arguments");
        }
        for (String argument : arguments) {
            Matcher parts = ARGUMENT.matcher(argument);
            if (!parts.matches() || !fetches(parts.group(2), active != null)) {
                return Optional.of("argument " + argument);
            }
        }
        return Optional.empty();
    }

    private static boolean fetches(String what, boolean atReturn) {
        if (what.equals("$retval")) {
            return atReturn;
        }
        Matcher memory = MEMORY.matcher(what);
        return memory.matches()
                ? fetches(memory.group(1), atReturn)
                : REGISTER.matcher(what).matches();
    }
}
