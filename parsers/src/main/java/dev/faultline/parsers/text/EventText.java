// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

/** The event's own part of a line: its name, and where what it says begins. Reused. */
final class EventText {
    /** How the event is named in the line. */
    enum Kind {
        /** {@code name: ...}. */
        NAMED,
        /** {@code sys_name(...)}. */
        SYSCALL_ENTER,
        /** {@code sys_name -> ...}. */
        SYSCALL_EXIT,
        /** {@code # id buf: ...}. */
        RAW_DATA,
        /** {@code <stack trace>}. */
        STACK,
        /** {@code <user stack trace>}. */
        USER_STACK,
        /** {@code type: number}, an event without anything that prints it. */
        TYPE,
        /** {@code tid:prio:state ==> ...}. */
        SWITCH,
        /** {@code major,minor action ...} of the blk tracer. */
        BLOCK,
        /** {@code function <-caller} of a function tracer. */
        FUNCTION,
        /** <code>function() {</code> of a graph tracer. */
        GRAPH_ENTRY,
        /** {@code function();} of a graph tracer: entry and exit in one. */
        GRAPH_LEAF,
        /** <code>}</code> of a graph tracer. */
        GRAPH_EXIT,
        /** Nothing known. */
        OTHER
    }

    private static final String SYSCALL = "sys_";

    Kind kind = Kind.FUNCTION;
    int nameFrom;
    int nameTo;
    /** Start of what follows the name. */
    int from;

    /** Finds the name in the event's part of a line. */
    void read(Line line) {
        byte[] bytes = line.bytes;
        int end = line.end;
        if (line.graph != Line.Graph.NONE) {
            graph(line);
            return;
        }
        if (line.script) {
            kind = Kind.NAMED;
            nameFrom = line.text;
            nameTo = line.record ? line.nameTo : ScriptName.withoutModifiers(bytes, line.text, line.nameTo);
            from = line.record ? line.nameTo : Math.min(end, line.nameTo + 1);
            return;
        }
        int at = line.text;
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        nameFrom = at;
        int i = at;
        while (i < end && bytes[i] != ' ' && bytes[i] != ':' && bytes[i] != '(') {
            i++;
        }
        nameTo = i;
        from = at;
        if (i < end && bytes[i] == ':' && (i + 1 == end || bytes[i + 1] == ' ')) {
            named(line, i + 1);
        } else {
            kind = unnamed(bytes, at, i, end);
        }
    }

    private void graph(Line line) {
        kind = switch (line.graph) {
            case ENTRY -> Kind.GRAPH_ENTRY;
            case LEAF -> Kind.GRAPH_LEAF;
            default -> Kind.GRAPH_EXIT;
        };
        nameFrom = line.text;
        nameTo = line.text;
        from = line.text;
    }

    private void named(Line line, int behind) {
        if (Scanner.literal(line.bytes, nameFrom, nameTo, "funcgraph_") != Scanner.NONE
                && GraphSyntax.call(line, behind)) {
            graph(line);
            return;
        }
        boolean type = Scanner.literal(line.bytes, nameFrom, nameTo, "type") != Scanner.NONE;
        kind = type && nameTo - nameFrom == 4 ? Kind.TYPE : Kind.NAMED;
        from = Scanner.is(line.bytes, behind, line.end, ' ') ? behind + 1 : behind;
    }

    private static Kind unnamed(byte[] bytes, int at, int nameEnd, int end) {
        if (Scanner.literal(bytes, at, end, SYSCALL) != Scanner.NONE) {
            if (Scanner.is(bytes, nameEnd, end, '(')) {
                return Kind.SYSCALL_ENTER;
            } else if (Scanner.literal(bytes, nameEnd, end, " -> ") != Scanner.NONE) {
                return Kind.SYSCALL_EXIT;
            }
        } else if (Scanner.literal(bytes, at, end, "# ") != Scanner.NONE) {
            return Kind.RAW_DATA;
        } else if (Scanner.literal(bytes, at, end, "<stack trace>") != Scanner.NONE) {
            return Kind.STACK;
        } else if (Scanner.literal(bytes, at, end, "UNKNOWN TYPE ") != Scanner.NONE) {
            return Kind.TYPE;
        } else if (Scanner.literal(bytes, at, end, "<user stack trace>") != Scanner.NONE) {
            return Kind.USER_STACK;
        }
        return function(bytes, nameEnd, end) ? Kind.FUNCTION : columns(bytes, at, end);
    }

    /** A function's name, a module in brackets perhaps, and the end or the caller. */
    private static boolean function(byte[] bytes, int nameEnd, int end) {
        int at = nameEnd;
        if (Scanner.literal(bytes, at, end, " [") != Scanner.NONE) {
            while (at < end && bytes[at] != ']') {
                at++;
            }
            at = Math.min(end, at + 1);
        }
        boolean caller = Scanner.literal(bytes, at, end, " <-") != Scanner.NONE;
        boolean named = at > 0 && (Scanner.word(bytes[nameEnd - 1]) || bytes[nameEnd - 1] == ']');
        return named && (at == end || caller);
    }

    /** Numbers with something between them tell two tracers' lines. */
    private static Kind columns(byte[] bytes, int at, int end) {
        int number = Scanner.digits(bytes, at, end);
        if (number == Scanner.NONE || number == end) {
            return Kind.OTHER;
        }
        boolean another = Scanner.digits(bytes, number + 1, end) != Scanner.NONE;
        return !another
                ? Kind.OTHER
                : bytes[number] == ',' ? Kind.BLOCK : bytes[number] == ':' ? Kind.SWITCH : Kind.OTHER;
    }
}
