// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.arrow.BatchSink;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.parsers.perfdata.GrowingPerfData;
import dev.faultline.parsers.schema.EventSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Makes the store of what perf writes to a pipe again and again, each time from all that has come: samples, their kinds and what
 * their views join belong together, and a pipe can be read again from the copy that is kept of it.
 */
final class PerfFollower {
    private static final long LOOK_MILLIS = 200;
    /** A snapshot takes at most one part in so many of the time. */
    private static final long SHARE = 5;

    private final LoadRequest request;
    private final Progress progress;
    private final long every;
    private ScanSummary read = new ScanSummary(0, null, null, Map.of());

    PerfFollower(LoadRequest request, Duration every, Progress progress) {
        this.request = request;
        this.progress = progress;
        this.every = every.toMillis();
    }

    /** Follows until the pipe ends or {@code stop} says so; returns what the store has then. */
    ScanSummary run(GrowingPerfData pipe, BooleanSupplier stop) throws IOException, InterruptedException {
        boolean made = false;
        long due = System.currentTimeMillis() + every;
        while (true) {
            boolean last = pipe.ended() || stop.getAsBoolean();
            if (last || System.currentTimeMillis() >= due) {
                long begun = System.currentTimeMillis();
                made |= snapshot(pipe, last);
                long took = System.currentTimeMillis() - begun;
                due = System.currentTimeMillis() + Math.max(every, SHARE * took);
            }
            if (last && !made) {
                throw new MalformedCaptureException(
                        request.captures().get(0).toString(), "", 0, "an empty stream", "what perf record -o - writes");
            }
            if (last) {
                return read;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private boolean snapshot(GrowingPerfData pipe, boolean last) throws IOException, InterruptedException {
        try (Capture capture = pipe.soFar(last)) {
            if (capture == null) {
                return false;
            }
            try (StoreFile store = StoreFile.create(request.resources(), request.store())) {
                new CaptureLoader(store, request, new Opened(capture), new Listener(last)).load();
                store.finish();
            }
            progress.stored(read);
            return true;
        }
    }

    /** Of the damage of a snapshot nothing is said but at the end. */
    private final class Listener implements Progress {
        private final boolean last;

        Listener(boolean last) {
            this.last = last;
        }

        @Override
        public void at(String step, long rows) {
            progress.at(last ? step : "following", rows);
        }

        @Override
        public void read(CaptureInfo capture, List<ParseIssue> issues, ScanSummary summary) {
            read = summary;
            if (last) {
                progress.read(capture, issues, summary);
            }
        }
    }

    /** A reader of the one capture that is open. */
    private final class Opened implements CaptureReader {
        private final Capture capture;
        private final FormatReader reader = new FormatReader(request.withCaptures(List.of()));

        Opened(Capture capture) {
            this.capture = capture;
        }

        @Override
        public Capture open(Path path) {
            return capture;
        }

        @Override
        public void leaveOut(Function<EventSchema, Set<String>> names) {
            reader.leaveOut(names);
        }

        @Override
        public ScanSummary read(
                Capture from, short captureId, Selection selection, BufferAllocator allocator, BatchSink sink)
                throws IOException, InterruptedException {
            return reader.read(from, captureId, selection, allocator, sink);
        }
    }
}
