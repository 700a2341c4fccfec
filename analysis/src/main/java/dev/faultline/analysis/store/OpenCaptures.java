// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.clock.ClockRelation;
import dev.faultline.parsers.clock.ClockRelations;
import dev.faultline.parsers.clock.OneClockCapture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The captures of one store and how their clocks relate. A single one is opened when it is its turn; several are opened at the
 * start, as what their clocks have in common must be known before the first row.
 */
final class OpenCaptures implements AutoCloseable {
    /** Of more captures nobody compares times, unless he asks for one clock: they are opened one after the other. */
    private static final int COMPARED = 8;

    private final LoadRequest request;
    private final CaptureReader reader;
    private final List<@Nullable Capture> open = new ArrayList<>();
    private final List<ClockRelation> relations = new ArrayList<>();
    private final List<@Nullable ScanSummary> summaries = new ArrayList<>();
    private int reference;

    private OpenCaptures(LoadRequest request, CaptureReader reader) {
        this.request = request;
        this.reader = reader;
    }

    /**
     * Opens what must be open.
     *
     * @throws StoreException when a question compares times of captures whose clocks cannot be related
     */
    static OpenCaptures of(LoadRequest request, CaptureReader reader) throws IOException, InterruptedException {
        OpenCaptures captures = new OpenCaptures(request, reader);
        boolean done = false;
        try {
            captures.open();
            done = true;
            return captures;
        } finally {
            if (!done) {
                captures.close();
            }
        }
    }

    private void open() throws IOException, InterruptedException {
        int count = request.captures().size();
        boolean together = count > 1 && (count <= COMPARED || request.oneClock() || timed());
        for (Path path : request.captures()) {
            open.add(together ? reader.open(path) : null);
            summaries.add(null);
        }
        if (together) {
            List<Capture> all = new ArrayList<>();
            open.forEach(capture -> all.add(Objects.requireNonNull(capture)));
            reference = ClockRelations.reference(all);
            relations.addAll(ClockRelations.of(all));
            for (int id = 0; id < relations.size(); id++) {
                require(id, relations.get(id));
            }
        }
    }

    private boolean timed() {
        return request.window().fromTs() != Long.MIN_VALUE || request.window().toTs() != Long.MAX_VALUE;
    }

    /** Refuses a question that compares times of captures that have no clock in common. */
    private void require(int id, ClockRelation relation) {
        if (!relation.related() && (request.oneClock() || timed())) {
            String what = request.oneClock() ? "--one-clock" : "a window of time over several captures";
            throw new StoreException("%s needs clocks that can be related, and those of %s and %s cannot: %s"
                    .formatted(
                            what,
                            request.captures().get(reference),
                            request.captures().get(id),
                            relation.reason()));
        }
    }

    /** The capture; whoever takes it closes it. */
    Capture take(int id) throws IOException, InterruptedException {
        Capture capture = open.get(id);
        open.set(id, null);
        if (capture == null) {
            return reader.open(request.captures().get(id));
        }
        return request.oneClock() ? new OneClockCapture(capture, relations.get(id)) : capture;
    }

    /** The window on the clock of one capture: it is given on the clock of the reference. */
    Selection window(int id) {
        Selection window = request.window();
        if (relations.isEmpty() || request.oneClock() || !timed()) {
            return window;
        }
        ClockRelation relation = relations.get(id);
        return new Selection(
                window.events(),
                relation.firstFrom(window.fromTs()),
                relation.lastTo(window.toTs()),
                window.cpus(),
                window.tids());
    }

    /** Notes what a capture turned out to span. */
    void read(int id, ScanSummary summary) {
        summaries.set(id, summary);
    }

    /** Writes how clocks relate. Captures of one boot that never ran at the same time are not believed to be of one boot. */
    void relate(StoreFile store) {
        if (relations.isEmpty() && open.size() > 1) {
            store.run("UPDATE store.main.capture SET clock_relation = 'not looked for among more than " + COMPARED
                    + " captures'");
        }
        for (int id = 0; id < relations.size(); id++) {
            ClockRelation relation = believed(id);
            require(id, relation);
            boolean shifted = request.oneClock();
            Long offset = shifted ? Long.valueOf(0) : relation.cycles() == null ? relation.offset() : null;
            store.run("""
                    UPDATE store.main.capture
                    SET clock_group = %d, clock_offset_ns = %s, clock_error_ns = %s, clock_relation = %s
                    WHERE capture_id = %d""".formatted(
                            relation.related() ? reference : id,
                            relation.related() ? offset : Long.valueOf(0),
                            relation.related() ? relation.error() : Long.valueOf(0),
                            SqlNames.literal(words(id, relation)),
                            id));
        }
    }

    private String words(int id, ClockRelation relation) {
        if (id == reference) {
            return relation.reason();
        }
        return (relation.related() ? "related to capture " : "unrelated to capture ") + reference + ": "
                + relation.reason();
    }

    private ClockRelation believed(int id) {
        ClockRelation relation = relations.get(id);
        ScanSummary mine = summaries.get(id);
        ScanSummary other = summaries.get(reference);
        if (id == reference || !relation.sinceBoot() || mine == null || other == null || timed()) {
            return relation;
        }
        Long first = mine.firstTs();
        Long last = mine.lastTs();
        Long from = other.firstTs();
        Long to = other.lastTs();
        if (first == null || last == null || from == null || to == null) {
            return relation;
        }
        long start = request.oneClock() ? first : relation.map(first);
        long end = request.oneClock() ? last : relation.map(last);
        return start <= to && end >= from
                ? relation
                : relation.refused("they never ran at the same time (" + relation.reason()
                        + "), so nothing shows that they are of one boot");
    }

    @Override
    public void close() throws IOException {
        for (Capture capture : open) {
            if (capture != null) {
                capture.close();
            }
        }
    }
}
