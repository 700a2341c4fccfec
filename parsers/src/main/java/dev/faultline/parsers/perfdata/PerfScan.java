// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.capture.RecordBlock;
import dev.faultline.parsers.capture.RecordSink;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.ringbuffer.Crew;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One pass over all records: blocks are taken from the files one by one, and walked by several workers. */
final class PerfScan {
    private final PerfContents contents;
    private final PerfTables tables;
    private final List<RecordStream> streams;
    private final List<BlockReport> reports = Collections.synchronizedList(new ArrayList<>());
    private int current;
    private int blocks;

    PerfScan(PerfContents contents, PerfTables tables, List<RecordStream> streams) {
        this.contents = contents;
        this.tables = tables;
        this.streams = streams;
    }

    /** Reads everything selected; what was counted is returned. */
    Counts run(Selection selection, int workers, RecordSink sink) throws IOException, InterruptedException {
        List<Worker> crew = new ArrayList<>();
        AtomicInteger nextKind = new AtomicInteger();
        for (int i = 0; i < Math.max(1, workers); i++) {
            crew.add(new Worker(
                    i, new RecordWalk(tables, contents.header.order(), selection, nextKind), selection, sink));
        }
        crew.get(0).stored();
        crew.get(0).buildIds();
        new Crew<>(crew, crew).run();
        Counts counts = new Counts(tables.events().attrs().size());
        crew.forEach(worker -> counts.add(worker.walk.counts));
        reports.sort(Comparator.comparingInt(report -> report.number));
        return counts;
    }

    /** What the blocks said besides rows, in their order. */
    List<BlockReport> reports() {
        return reports;
    }

    private synchronized boolean next(Block block) throws IOException {
        while (current < streams.size()) {
            if (streams.get(current).next(block)) {
                block.number = ++blocks;
                return true;
            }
            current++;
        }
        return false;
    }

    /** One thread's share. */
    private final class Worker implements Crew.Member<Worker> {
        private final int number;
        private final RecordWalk walk;
        private final Selection wanted;
        private final RecordSink sink;
        private final Block block = new Block();

        Worker(int number, RecordWalk walk, Selection wanted, RecordSink sink) {
            this.number = number;
            this.walk = walk;
            this.wanted = wanted;
            this.sink = sink;
        }

        @Override
        public void work(Worker itself) throws IOException, InterruptedException {
            while (next(block)) {
                take();
            }
        }

        private void take() throws IOException, InterruptedException {
            BlockReport report = new BlockReport(block.number, new IssueLog(contents.file.name()));
            walk.walk(block, report);
            hand(block.bytes, block.rec, walk.groups.inBlock(), report);
            hand(walk.images.bytes(), 0, walk.groups.inImages(), report);
            hand(walk.faults.bytes(), 0, walk.faults.rows(), report);
            for (Map.Entry<Integer, RowList> entry : walk.entries.filled().entrySet()) {
                walk.counts.entries.merge(
                        entry.getKey(), (long) entry.getValue().size(), Long::sum);
                hand(entry.getKey(), entry.getValue(), report.issues);
            }
            reports.add(report);
        }

        private void hand(byte[] bytes, long rec, List<EventRecords> events, BlockReport report)
                throws IOException, InterruptedException {
            if (!events.isEmpty()) {
                sink.accept(new RecordBlock(
                        number, Origins.NONE, 0, bytes, contents.header.order(), rec, true, events, report.issues));
            }
        }

        private void hand(int index, RowList rows, IssueLog issues) throws IOException, InterruptedException {
            if (wanted.events().test(rows.shape().schema())) {
                sink.accept(rows.block(number, index, contents.header.order(), issues));
            }
        }

        /** The rows that are known already, which lie in no window. */
        void stored() throws IOException, InterruptedException {
            for (Map.Entry<Integer, RowList> entry : tables.stored().entrySet()) {
                hand(entry.getKey(), entry.getValue(), new IssueLog(contents.file.name()));
            }
        }

        /** Feature BUILD_ID holds records, too. */
        void buildIds() throws IOException, InterruptedException {
            Section section = contents.buildIds;
            if (section == null) {
                return;
            }
            BuildIds ids = new BuildIds(contents, section);
            long inStream = walk.counts.records;
            while (ids.next(block)) {
                take();
            }
            walk.counts.records = inStream;
        }
    }
}
