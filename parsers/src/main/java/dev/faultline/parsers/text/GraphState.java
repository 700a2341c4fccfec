// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.capture.Origins;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the lines of a graph tracer leave out because earlier ones said it: the function that a closing brace ends, and
 * the thread of a cpu where tasks have no column. Only for lines taken in their order.
 */
final class GraphState {
    private static final class Cpu {
        private int tid = Origins.NONE;
        private final List<String> functions = new ArrayList<>();
    }

    private static final int DEEPEST = 1000;

    private final Map<Integer, Cpu> cpus = new HashMap<>();
    private final Map<Integer, Cpu> threads = new HashMap<>();

    /** Fills in the thread of a line and gives the text of its call: depth, duration or a dash, and the function. */
    byte[] text(Line line) {
        Cpu cpu = cpus.computeIfAbsent(line.cpu, number -> new Cpu());
        if (line.tid == Origins.NONE) {
            line.tid = cpu.tid;
        }
        Cpu calls = line.tid == Origins.NONE ? cpu : threads.computeIfAbsent(line.tid, tid -> new Cpu());
        String function = line.string(line.functionFrom, line.functionTo);
        if (line.graph == Line.Graph.ENTRY) {
            enter(calls, line.depth, function);
        } else if (line.graph == Line.Graph.EXIT) {
            function = leave(calls, line.depth, function);
        }
        String duration = line.duration == Line.NO_DURATION ? "-" : Long.toString(line.duration);
        return (line.depth + " " + duration + " " + function).getBytes(StandardCharsets.UTF_8);
    }

    private static void enter(Cpu calls, int depth, String function) {
        cut(calls, depth);
        while (calls.functions.size() < Math.min(depth, DEEPEST)) {
            calls.functions.add("");
        }
        calls.functions.add(function);
    }

    private static String leave(Cpu calls, int depth, String named) {
        String entered = depth < calls.functions.size() ? calls.functions.get(depth) : "";
        cut(calls, depth);
        return named.isEmpty() ? entered : named;
    }

    private static void cut(Cpu calls, int depth) {
        while (calls.functions.size() > depth) {
            calls.functions.remove(calls.functions.size() - 1);
        }
    }

    /** {@code  1)  comm-tid  =>  comm-tid}: from here on the cpu runs another thread; whether a line says that. */
    boolean switches(Line line) {
        byte[] bytes = line.bytes;
        int arrow = Scanner.find(bytes, line.start, line.end, " => ");
        int from = Scanner.spaces(bytes, line.start, line.end);
        int cpu = Scanner.digits(bytes, from, line.end);
        if (arrow == Scanner.NONE || !Scanner.is(bytes, cpu, line.end, ')')) {
            return false;
        }
        int to = line.end;
        while (to > arrow && bytes[to - 1] == ' ') {
            to--;
        }
        int digits = to;
        while (digits > arrow && bytes[digits - 1] >= '0' && bytes[digits - 1] <= '9') {
            digits--;
        }
        if (digits == to) {
            return false;
        }
        cpus.computeIfAbsent((int) Scanner.decimal(bytes, from, cpu), number -> new Cpu()).tid =
                (int) Scanner.decimal(bytes, digits, to);
        return true;
    }
}
