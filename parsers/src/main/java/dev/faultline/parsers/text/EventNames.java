// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import java.util.Set;

/** Names of events that lines do not name. */
final class EventNames {
    static final String FUNCTION = "function";
    static final String PRINT = "print";
    static final String RAW_DATA = "raw_data";
    static final String KERNEL_STACK = "kernel_stack";
    static final String USER_STACK = "user_stack";
    static final String SWITCH = "context_switch";
    static final String WAKEUP = "wakeup";
    static final String BLOCK = "blktrace";
    static final String GRAPH_ENTRY = "funcgraph_entry";
    static final String GRAPH_EXIT = "funcgraph_exit";
    static final String UNKNOWN = "unknown_event";

    /** Names under which the kernel prints what was written to trace_marker (Linux kernel/trace/trace.c). */
    private static final Set<String> MARKERS = Set.of("tracing_mark_write", "0");

    private EventNames() {}

    /** The event's name, as formats have it. */
    static String of(EventText event, Line line) {
        return switch (event.kind) {
            case NAMED -> line.string(event.nameFrom, event.nameTo);
            case SYSCALL_ENTER -> "sys_enter_" + line.string(event.nameFrom + 4, event.nameTo);
            case SYSCALL_EXIT -> "sys_exit_" + line.string(event.nameFrom + 4, event.nameTo);
            case RAW_DATA -> RAW_DATA;
            case STACK -> KERNEL_STACK;
            case USER_STACK -> USER_STACK;
            case TYPE -> UNKNOWN;
            case FUNCTION -> FUNCTION;
            case SWITCH -> SWITCH;
            case BLOCK -> BLOCK;
            case GRAPH_ENTRY, GRAPH_LEAF -> GRAPH_ENTRY;
            case GRAPH_EXIT -> GRAPH_EXIT;
            case OTHER -> "";
        };
    }

    /** Whether a line's name says that it is a marker's text, which begins with the name. */
    static boolean marker(String name) {
        return MARKERS.contains(name);
    }
}
