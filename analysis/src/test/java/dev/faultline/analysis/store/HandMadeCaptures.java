// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.arrow.BatchSink;
import dev.faultline.parsers.arrow.TableBatch;
import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.ClockUnit;
import dev.faultline.parsers.capture.CpuStats;
import dev.faultline.parsers.capture.LostEvents;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.PrintkFormat;
import dev.faultline.parsers.capture.RecordSink;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.capture.Symbol;
import dev.faultline.parsers.capture.TaskName;
import dev.faultline.parsers.schema.EventSchema;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Captures that exist only as rows given by a test. */
final class HandMadeCaptures implements CaptureReader {
    private final Map<Path, List<HandMadeEvent>> captures = new LinkedHashMap<>();
    private final List<Symbol> symbols = new ArrayList<>();

    HandMadeCaptures capture(String path, HandMadeEvent... events) {
        captures.put(Path.of(path), List.of(events));
        return this;
    }

    HandMadeCaptures symbol(long address, String name) {
        symbols.add(new Symbol(address, 't', name, null));
        return this;
    }

    TraceDatabase load() throws IOException, InterruptedException {
        return load(request());
    }

    TraceDatabase load(LoadRequest request) throws IOException, InterruptedException {
        return TraceDatabase.load(request, this, Progress.NONE);
    }

    LoadRequest request() {
        return LoadRequest.of(captures.keySet().toArray(Path[]::new));
    }

    @Override
    public Capture open(Path path) {
        return new HandMade(path, captures.get(path), symbols);
    }

    @Override
    public ScanSummary read(Capture capture, short id, Selection selection, BufferAllocator allocator, BatchSink sink)
            throws IOException, InterruptedException {
        Map<String, Long> records = new LinkedHashMap<>();
        for (HandMadeEvent event : ((HandMade) capture).events()) {
            if (selection.events().test(event.table().event()) && !event.rows().isEmpty()) {
                sink.accept(new TableBatch(event.table(), rows(event, id, allocator)));
            }
            if (!event.rows().isEmpty()) {
                records.put(event.table().event().qualifiedName(), (long)
                        event.rows().size());
            }
        }
        return new ScanSummary(records.values().stream().mapToLong(n -> n).sum(), null, null, records);
    }

    static VectorSchemaRoot rows(HandMadeEvent event, short id, BufferAllocator allocator) {
        VectorSchemaRoot root = VectorSchemaRoot.create(event.table().schema(), allocator);
        root.allocateNew();
        for (int row = 0; row < event.rows().size(); row++) {
            ((SmallIntVector) root.getVector(0)).setSafe(row, id);
            Object[] values = event.rows().get(row);
            for (int i = 0; i < values.length; i++) {
                set(root.getVector(HandMadeEvent.column(i)), row, values[i]);
            }
        }
        root.setRowCount(event.rows().size());
        return root;
    }

    private static void set(FieldVector vector, int row, Object value) {
        if (value == null) {
            vector.setNull(row);
        } else if (vector instanceof VarCharVector text) {
            text.setSafe(row, value.toString().getBytes(StandardCharsets.UTF_8));
        } else if (vector instanceof BigIntVector v) {
            v.setSafe(row, ((Number) value).longValue());
        } else if (vector instanceof UInt8Vector v) {
            v.setSafe(row, ((Number) value).longValue());
        } else if (vector instanceof IntVector v) {
            v.setSafe(row, ((Number) value).intValue());
        } else if (vector instanceof UInt4Vector v) {
            v.setSafe(row, ((Number) value).intValue());
        } else if (vector instanceof SmallIntVector v) {
            v.setSafe(row, ((Number) value).intValue());
        } else if (vector instanceof UInt1Vector v) {
            v.setSafe(row, ((Number) value).intValue());
        } else {
            ((BitVector) vector).setSafe(row, value.equals(true) ? 1 : 0);
        }
    }

    private record HandMade(Path path, List<HandMadeEvent> events, List<Symbol> symbols) implements Capture {
        @Override
        public CaptureInfo info() {
            return new CaptureInfo(
                    path,
                    "hand-made",
                    "1",
                    ByteOrder.LITTLE_ENDIAN,
                    8,
                    4096,
                    "6.1.0",
                    "x86_64",
                    null,
                    "mono",
                    ClockUnit.NS,
                    null,
                    null,
                    Map.of("uname", "Linux"));
        }

        @Override
        public List<Buffer> buffers() {
            return List.of(new Buffer(0, "", "mono", 4096, List.of(0, 1)));
        }

        @Override
        public List<EventSchema> schemas() {
            return events.stream().map(e -> e.table().event()).toList();
        }

        @Override
        public List<TaskName> tasks() {
            return List.of(new TaskName(101, null, "dirtier", null));
        }

        @Override
        public List<LostEvents> losses() {
            return List.of(new LostEvents(1, 0, 10L, 20L, null));
        }

        @Override
        public List<ParseIssue> issues() {
            return List.of();
        }

        @Override
        public List<PrintkFormat> printkFormats() {
            return List.of(new PrintkFormat(4096, "%s"));
        }

        @Override
        public List<CpuStats> cpuStats() {
            return List.of(new CpuStats(0, 0, Map.of("overrun", "3")));
        }

        @Override
        public ScanSummary scan(Selection selection, int workers, RecordSink sink) {
            return new ScanSummary(0, null, null, Map.of());
        }

        @Override
        public void close() {}
    }
}
