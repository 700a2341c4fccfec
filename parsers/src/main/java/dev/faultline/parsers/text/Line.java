// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.capture.Origins;

/** One event line, taken apart up to the event's own text. Reused: a thread has a few of them. */
final class Line {
    /** No duration. */
    static final long NO_DURATION = -1;

    /** No period. */
    static final long NO_PERIOD = -1;

    private static final int LETTERS = Integer.MIN_VALUE;

    byte[] bytes = new byte[0];
    int start;
    /** End of the line, line feed and carriage return excluded. */
    int end;
    /** Start of the next line. */
    int next;

    int commFrom;
    int commTo;
    int tid;
    int tgid;
    int cpu;
    int flagsFrom;
    int flagsTo;
    /** Flags and preempt count where the line has them as numbers, else {@link #LETTERS}. */
    int numbers;

    long ts;
    /** Where the event's own text begins. */
    int text;

    /** What a graph tracer's line is. */
    enum Graph {
        NONE,
        ENTRY,
        LEAF,
        EXIT
    }

    Graph graph = Graph.NONE;
    /** Calls that a graph tracer's line is inside. */
    int depth;
    /** Duration of a graph tracer's call in nanoseconds, {@link #NO_DURATION} where the line has none. */
    long duration;
    /** Function of a graph tracer's line; empty where it has none. */
    int functionFrom;

    int functionTo;

    /** Whether the line is one of perf script: its event's name ends at {@link #nameTo}. */
    boolean script;

    /** Whether a line of perf script is of a record that is no sample. */
    boolean record;

    int nameTo;
    /** Events that a sample stands for, {@link #NO_PERIOD} where the line does not say. */
    long period;

    /** Path of the sample's cgroup; empty where it is not printed. */
    int cgroupFrom;

    int cgroupTo;

    /** A fresh start: nothing is known of this line. */
    void reset(byte[] source, int from, int to, int following) {
        bytes = source;
        start = from;
        end = to;
        next = following;
        commFrom = from;
        commTo = from;
        tid = Origins.NONE;
        tgid = Origins.NONE;
        cpu = Origins.NONE;
        flagsFrom = from;
        flagsTo = from;
        numbers = LETTERS;
        ts = Origins.NO_TS;
        text = from;
        graph = Graph.NONE;
        depth = 0;
        duration = NO_DURATION;
        functionFrom = from;
        functionTo = from;
        script = false;
        record = false;
        nameTo = from;
        period = NO_PERIOD;
        cgroupFrom = from;
        cgroupTo = from;
    }

    /** Flags in the low byte, preempt count in the next; {@link LatencyFlags#UNKNOWN} when the line does not tell. */
    int state() {
        return numbers == LETTERS ? LatencyFlags.decode(bytes, flagsFrom, flagsTo) : numbers;
    }

    boolean hasComm() {
        return commTo > commFrom;
    }

    String string(int from, int to) {
        return new String(bytes, from, to - from, java.nio.charset.StandardCharsets.UTF_8);
    }
}
