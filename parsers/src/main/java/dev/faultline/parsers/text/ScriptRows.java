// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.text.print.Match;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of system {@code perf} that a sample's line and the lines of addresses below it become, besides that of its
 * tracepoint. One per worker.
 */
final class ScriptRows {
    /** The tables that samples fill, in the order of their numbers among those of a capture. */
    static final List<TextEvent> TABLES =
            List.of(PerfForms.EVENT, PerfForms.SAMPLE, PerfForms.PAGE_FAULT, PerfForms.FRAME, PerfForms.NAMESPACE);

    static final int EVENTS = 0;
    static final int SAMPLES = 1;
    static final int FAULT_ROWS = 2;
    static final int FRAMES = 3;
    static final int NAMESPACES = 4;

    private static final int PID = 0;
    private static final int EVENT = 1;
    private static final int IP = 2;
    private static final int ADDR = 3;
    private static final int PERIOD = 4;
    private static final int CGROUP = 5;
    private static final int SYMBOL = 6;
    private static final int DSO = 7;

    /** Characters of an address, padded; what stands before it decides what it is. */
    private static final int WIDTH = 16;

    private static final int KERNEL = 1;
    private static final int USER = 2;

    /** {@code config} of software events that are page faults (Linux include/uapi/linux/perf_event.h). */
    private static final Map<String, Integer> FAULTS =
            Map.of("page-faults", 2, "faults", 2, "minor-faults", 5, "major-faults", 6);

    private final Map<String, Integer> events;
    private final TextEvent.@Nullable Output sample;
    private final TextEvent.@Nullable Output fault;
    private final TextEvent.@Nullable Output frame;
    private final TextEvent.@Nullable Output namespace;
    private final Images images;
    private final Match match = new Match();
    private final ScriptPlace place = new ScriptPlace();

    /**
     * @param contents the tables of the capture
     * @param events numbers of events by name
     * @param wanted which tables anybody wants
     */
    ScriptRows(TextContents contents, Map<String, Integer> events, Predicate<TextEvent> wanted, Images images) {
        this.events = events;
        this.images = images;
        this.sample = output(contents, PerfForms.SAMPLE, wanted);
        this.fault = output(contents, PerfForms.PAGE_FAULT, wanted);
        this.frame = output(contents, PerfForms.FRAME, wanted);
        this.namespace = output(contents, PerfForms.NAMESPACE, wanted);
    }

    private static TextEvent.@Nullable Output output(
            TextContents contents, TextEvent event, Predicate<TextEvent> wanted) {
        int index = contents.events().indexOf(event);
        return index >= 0 && wanted.test(event)
                ? new TextEvent.Output(event.form(), index, contents.sampled(event.schema()))
                : null;
    }

    /** Whether an event counts page faults. */
    static boolean isFault(String name) {
        return FAULTS.containsKey(name);
    }

    /** Adds the rows of a sample. */
    void add(Line line, EventText text, String name, long number) {
        Integer event = events.get(name);
        if (event == null) {
            return;
        }
        place.clear();
        if (!ScriptName.tracepoint(name)) {
            place.read(line.bytes, text.from, line.end, WIDTH);
        }
        if (sample != null) {
            match.begin(line.bytes, line.end);
            if (line.tgid != Origins.NONE) {
                match.bits(PID, line.tgid, -1);
            }
            match.bits(EVENT, event, -1);
            common(line, IP, ADDR, PERIOD);
            span(CGROUP, line.cgroupFrom, line.cgroupTo);
            span(SYMBOL, place.symbolFrom, place.symbolTo);
            span(DSO, place.dsoFrom, place.dsoTo);
            images.add(sample, match, line, number);
        }
        Integer config = FAULTS.get(name);
        if (config != null && fault != null) {
            match.begin(line.bytes, line.end);
            common(line, 1, 0, 2);
            match.bits(3, config, -1);
            if (place.hasIp) {
                match.bits(4, place.ip < 0 ? KERNEL : USER, -1);
            }
            match.bits(5, event, -1);
            images.add(fault, match, line, number);
        }
    }

    private void common(Line line, int ip, int addr, int period) {
        if (place.hasIp) {
            match.bits(ip, place.ip, -1);
        }
        if (place.hasAddr) {
            match.bits(addr, place.addr, -1);
        }
        if (line.period != Line.NO_PERIOD) {
            match.bits(period, line.period, -1);
        }
    }

    private void span(int slot, int from, int to) {
        if (to > from) {
            match.span(slot, Match.Kind.TEXT, from, to);
        }
    }

    /**
     * Adds the row of a line below a sample; false when it is none.
     *
     * @param sample number of the sample's line
     * @param depth lines of addresses before it
     */
    boolean frame(Line sampled, Line line, long sample, int depth, long number) {
        int from = line.start;
        int to = line.end;
        if (!place.frame(sampled.bytes, from, to)) {
            return false;
        }
        if (frame == null) {
            return true;
        }
        match.begin(sampled.bytes, to);
        match.bits(0, sample, -1);
        match.bits(1, depth, -1);
        // what is mapped from a file is printed as the place in the file; the kernel's addresses as they are
        match.bits(place.ip < 0 ? 2 : 3, place.ip, -1);
        span(4, place.symbolFrom, place.symbolTo);
        if (place.hasOffset) {
            match.bits(5, place.offset, -1);
        }
        span(6, place.dsoFrom, place.dsoTo);
        match.bits(7, place.inlined ? 1 : 0, -1);
        images.add(frame, match, sampled, number);
        return true;
    }

    /**
     * Adds the rows of a line below PERF_RECORD_NAMESPACES: {@code [0/net: 4/0xf0000000, 1/uts: ...}; their number is returned.
     *
     * @param text where the record says whose they are
     */
    int namespaces(Line record, EventText text, int from, int to, long number) {
        byte[] bytes = record.bytes;
        int pid = Scanner.spaces(bytes, text.from, record.end);
        int pidEnd = Scanner.digits(bytes, pid, record.end);
        int tidEnd = pidEnd == Scanner.NONE ? Scanner.NONE : Scanner.digits(bytes, pidEnd + 1, record.end);
        int rows = 0;
        int at = Scanner.find(bytes, from, to, "/");
        while (tidEnd != Scanner.NONE && at != Scanner.NONE) {
            int kindEnd = Scanner.find(bytes, at, to, ": ");
            int dev = kindEnd == Scanner.NONE ? to : kindEnd + 2;
            int devEnd = Scanner.digits(bytes, dev, to);
            int ino = devEnd == Scanner.NONE ? Scanner.NONE : Scanner.literal(bytes, devEnd, to, "/0x");
            int inoEnd = ino == Scanner.NONE ? Scanner.NONE : Scanner.hex(bytes, ino, to);
            if (inoEnd == Scanner.NONE) {
                return rows;
            }
            match.begin(bytes, to);
            match.bits(0, Scanner.decimal(bytes, pid, pidEnd), -1);
            match.bits(1, Scanner.decimal(bytes, pidEnd + 1, tidEnd), -1);
            span(2, at + 1, kindEnd);
            match.bits(3, Scanner.decimal(bytes, dev, devEnd), -1);
            match.bits(4, Scanner.hexValue(bytes, ino, inoEnd), -1);
            if (namespace != null) {
                images.add(namespace, match, record, number);
            }
            rows++;
            at = Scanner.find(bytes, inoEnd, to, "/");
        }
        return rows;
    }
}
