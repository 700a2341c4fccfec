// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.capture.RecordBlock;
import dev.faultline.parsers.capture.RecordSink;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.ringbuffer.Crew;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.text.print.Match;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One worker of a scan: turns the lines of stretches into records. */
final class TextScan implements Crew.Member<Stretch>, LineSink {
    /** Longest part of an offending line that a message shows. */
    private static final int SHOWN = 120;

    private final TextContents contents;
    private final Selection selection;
    private final RecordSink sink;
    private final int worker;
    private final long[] firstLines;
    private final LossLog[] losses;
    private final LineWalk walk;
    private final Images images = new Images();
    private final Match match = new Match();
    private final EventText text = new EventText();
    private final NameTable<Candidates> byName = new NameTable<>();
    private final EventRecords unparsed;
    private final boolean unparsedWanted;
    private final Line stray = new Line();
    private final ScriptRows script;
    private final GraphState graph = new GraphState();
    private byte[] graphText = new byte[0];
    private boolean continued;
    private LossLog loss = new LossLog();
    final TaskLog tasks;
    final IssueLog issues;
    /** Records by position among the schemas; the last is unparsed lines. */
    final long[] counts;

    /** Rows that are not the first one of their line. */
    long extra;

    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;

    /** What the lines of one name can be. */
    private record Candidates(List<TextEvent.Output> outputs, List<TextEvent> events, boolean wanted, boolean marker) {}

    TextScan(TextContents contents, EventSchema unparsed, Request request, int worker) {
        this.contents = contents;
        this.selection = request.selection;
        this.sink = request.sink;
        this.firstLines = request.firstLines;
        this.losses = request.losses;
        this.worker = worker;
        this.walk = new LineWalk(contents.file(), contents.syntax());
        this.counts = new long[contents.events().size() + 1];
        this.unparsed = new EventRecords(unparsed, contents.events().size(), Set.of(), new Origins(false));
        this.unparsedWanted = selection.events().test(unparsed);
        this.tasks = new TaskLog(contents.syntax() instanceof LatencySyntax ? 8 : Integer.MAX_VALUE);
        this.issues = new IssueLog(contents.file().name());
        contents.byName().forEach(this::prepare);
        this.script = new ScriptRows(
                contents, request.names, event -> selection.events().test(event.schema()), images);
    }

    /** What all workers of a scan share. */
    @SuppressWarnings("ArrayRecordComponent") // filled by the workers, one element each
    record Request(
            Selection selection, RecordSink sink, long[] firstLines, LossLog[] losses, Map<String, Integer> names) {}

    private void prepare(String name, List<TextEvent> events) {
        List<TextEvent.Output> outputs = new ArrayList<>();
        boolean wanted = events.isEmpty() && unparsedWanted;
        for (TextEvent event : events) {
            boolean sampled = contents.sampled(event.schema());
            outputs.add(new TextEvent.Output(event.form(), contents.events().indexOf(event), sampled));
            wanted |= selection.events().test(event.schema());
        }
        byName.put(
                name.getBytes(StandardCharsets.UTF_8),
                new Candidates(outputs, events, wanted, EventNames.marker(name)));
    }

    @Override
    public void work(Stretch stretch) throws IOException, InterruptedException {
        loss = new LossLog();
        walk.walk(stretch, firstLines[stretch.number()], this);
        losses[stretch.number()] = loss;
        handOut();
    }

    @Override
    public void event(Line line, int moreTo, long number) throws IOException, InterruptedException {
        loss.event(line);
        tasks.event(line);
        if (line.ts != Origins.NO_TS) {
            first = Math.min(first, line.ts);
            last = Math.max(last, line.ts);
        }
        text.read(line);
        if (line.graph != Line.Graph.NONE) {
            graphText = graph.text(line);
        }
        Candidates candidates = candidates(line);
        continued = false;
        boolean read = candidates != null && readOf(candidates, line, moreTo, number);
        if (line.script && !line.record) {
            read |= sample(line, moreTo, number);
        } else if (line.record) {
            LossNotice lost = LossNotice.ofRecord(line);
            if (lost != null) {
                loss.loss(lost);
            }
        }
        if (!read) {
            unparsed(line, number);
        }
        if (line.graph == Line.Graph.LEAF) {
            leave(line, moreTo, number);
        }
        if (!continued && moreTo > line.next) {
            following(line, moreTo, number);
        }
        if (images.full()) {
            handOut();
        }
    }

    /** The sample itself, and the lines of its callchain; whether nothing more was to be read of its line. */
    private boolean sample(Line line, int moreTo, long number) {
        String name = line.string(text.nameFrom, text.nameTo);
        boolean wanted = selected(line);
        if (wanted) {
            script.add(line, text, name, number);
        }
        counts[ScriptRows.SAMPLES]++;
        extra++;
        frames(line, moreTo, number, wanted);
        boolean whole = !ScriptName.tracepoint(name);
        extra -= whole ? 1 : 0;
        if (ScriptRows.isFault(name)) {
            counts[ScriptRows.FAULT_ROWS]++;
            extra++;
        }
        return whole;
    }

    private void frames(Line line, int moreTo, long number, boolean wanted) {
        int depth = 0;
        continued = true;
        long at = number + 1;
        for (int from = line.next; from < moreTo; at++) {
            int end = from;
            while (end < moreTo && line.bytes[end] != '\n') {
                end++;
            }
            stray.reset(line.bytes, from, end > from && line.bytes[end - 1] == '\r' ? end - 1 : end, end + 1);
            boolean frame = wanted
                    ? script.frame(line, stray, number, depth, at)
                    : Scanner.is(line.bytes, stray.start, stray.end, '\t');
            if (frame) {
                depth++;
                counts[ScriptRows.FRAMES]++;
                extra++;
            } else {
                other(stray, at);
            }
            from = end + 1;
        }
    }

    /** A sample of a task that is being reaped has thread -1, its tracepoint still the real one, which is not printed. */
    private boolean readOf(Candidates candidates, Line line, int moreTo, long number) {
        int tid = line.tid;
        line.tid = line.script && tid == -1 ? Origins.NONE : tid;
        boolean read = read(candidates, line, moreTo, number);
        line.tid = tid;
        return read;
    }

    /** The second event of a call without others inside: it ends after its duration. */
    private void leave(Line line, int moreTo, long number) {
        line.graph = Line.Graph.EXIT;
        if (line.ts != Origins.NO_TS) {
            line.ts = line.duration == Line.NO_DURATION ? Origins.NO_TS : line.ts + line.duration;
        }
        text.read(line);
        Candidates candidates = candidates(line);
        if (candidates != null) {
            read(candidates, line, moreTo, number);
        }
    }

    /** Lines behind an event that do not belong to it. */
    private void following(Line line, int moreTo, long number) {
        long at = number + 1;
        for (int from = line.next; from < moreTo; at++) {
            int end = from;
            while (end < moreTo && line.bytes[end] != '\n') {
                end++;
            }
            stray.reset(line.bytes, from, end > from && line.bytes[end - 1] == '\r' ? end - 1 : end, end + 1);
            if (!line.record || !namespaces(line, at)) {
                other(stray, at);
            }
            from = end + 1;
        }
    }

    private boolean namespaces(Line line, long number) {
        int rows = script.namespaces(line, text, stray.start, stray.end, number);
        counts[ScriptRows.NAMESPACES] += rows;
        extra += rows;
        return rows > 0;
    }

    private @Nullable Candidates candidates(Line line) {
        if (text.kind == EventText.Kind.NAMED) {
            return byName.get(line.bytes, text.nameFrom, text.nameTo);
        }
        byte[] name = EventNames.of(text, line).getBytes(StandardCharsets.UTF_8);
        return byName.get(name, 0, name.length);
    }

    private boolean read(Candidates candidates, Line line, int moreTo, long number) {
        boolean selected = selected(line);
        boolean whole = text.from == text.nameFrom || candidates.marker;
        for (int i = 0; i < candidates.events.size(); i++) {
            TextEvent event = candidates.events.get(i);
            if (!matches(event, line, whole, moreTo)) {
                continue;
            }
            TextEvent.Output output = candidates.outputs.get(i);
            boolean wanted = selected && candidates.wanted && selection.events().test(event.schema());
            if (!wanted || images.add(output, match, line, number)) {
                counts[output.index()]++;
                return true;
            }
        }
        return false;
    }

    private boolean matches(TextEvent event, Line line, boolean whole, int moreTo) {
        boolean stack = text.kind == EventText.Kind.STACK
                || text.kind == EventText.Kind.USER_STACK
                || (event.stack() && moreTo > line.next);
        continued = stack || event.multiLine();
        if (stack) {
            byte[] joined = StackText.of(line.bytes, line.end, moreTo);
            return event.read(match, joined, 0, joined.length);
        }
        if (line.graph != Line.Graph.NONE) {
            return event.read(match, graphText, 0, graphText.length);
        }
        int from = whole ? text.nameFrom : text.from;
        int to = event.multiLine() ? lastByte(line, moreTo) : line.end;
        return event.read(match, line.bytes, event.multiLine() ? from : Scanner.spaces(line.bytes, from, to), to);
    }

    /** End of a text of several lines, the last line feed left out. */
    private static int lastByte(Line line, int moreTo) {
        int to = moreTo;
        while (to > line.end && (line.bytes[to - 1] == '\n' || line.bytes[to - 1] == '\r')) {
            to--;
        }
        return to;
    }

    private boolean selected(Line line) {
        boolean inTime = line.ts == Origins.NO_TS || (line.ts >= selection.fromTs() && line.ts <= selection.toTs());
        Set<Integer> cpus = selection.cpus();
        Set<Integer> tids = selection.tids();
        return inTime && (cpus == null || cpus.contains(line.cpu)) && (tids == null || tids.contains(line.tid));
    }

    private void unparsed(Line line, long number) {
        counts[counts.length - 1]++;
        String shown = line.string(line.start, Math.min(line.end, line.start + SHOWN));
        issues.add(IssueKind.UNPARSED_LINE, number, () -> "line " + number + ": \"" + shown + "\"");
        if (unparsedWanted && selected(line)) {
            images.addText(unparsed, line, line.start, line.end, number);
        }
    }

    @Override
    public void other(Line line, long number) {
        byte[] bytes = line.bytes;
        boolean blank = Scanner.spaces(bytes, line.start, line.end) == line.end;
        boolean heading = Scanner.is(bytes, line.start, line.end, '#');
        if (!blank && !heading && !graph.switches(line) && !Chatter.is(bytes, line.start, line.end)) {
            unparsed(line, number);
        }
    }

    @Override
    public void cut(Line line, long number) {
        String shown = line.string(line.start, Math.min(line.end, line.start + SHOWN));
        issues.add(
                IssueKind.TRUNCATED, number, () -> "line " + number + " has no end and is not used: \"" + shown + "\"");
    }

    @Override
    public void loss(LossNotice notice, long number) {
        loss.loss(notice);
    }

    private void handOut() throws IOException, InterruptedException {
        if (!images.records().isEmpty()) {
            sink.accept(new RecordBlock(
                    worker, -1, 0, images.bytes(), ByteOrder.LITTLE_ENDIAN, 0, true, images.records(), issues));
        }
        images.clear();
    }
}
