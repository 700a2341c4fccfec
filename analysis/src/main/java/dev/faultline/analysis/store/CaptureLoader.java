// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.analysis.beside.Companions;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.capture.Symbol;
import dev.faultline.parsers.metadata.ProcFiles;
import dev.faultline.parsers.schema.EventSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Fills a new store from captures, one after the other. */
final class CaptureLoader {
    private final StoreFile store;
    private final LoadRequest request;
    private final CaptureReader reader;
    private final Progress progress;
    private final FixedTables fixed;
    private final TableNames names = new TableNames();

    CaptureLoader(StoreFile store, LoadRequest request, CaptureReader reader, Progress progress) {
        this.store = store;
        this.request = request;
        this.reader = reader;
        this.progress = progress;
        this.fixed = new FixedTables(store);
    }

    /** What stays of a capture after its records are loaded. */
    private record Loaded(
            short id, List<EventSchema> schemas, Map<String, Long> recorded, Map<String, AtomicLong> stored) {}

    void load() throws IOException, InterruptedException {
        try (BufferAllocator allocator = new RootAllocator()) {
            TableLoaders loaders = new TableLoaders(store, allocator, names);
            List<Loaded> loaded = new ArrayList<>();
            try (OpenCaptures captures = OpenCaptures.of(request, reader)) {
                for (int i = 0; i < request.captures().size(); i++) {
                    loaded.add(load((short) i, captures, loaders, allocator));
                }
                captures.relate(store);
            }
            loaded.stream()
                    .flatMap(capture -> capture.schemas().stream())
                    .filter(schema -> schema.qualifiedName().equals(SampleView.EVENT))
                    .findFirst()
                    .ifPresent(samples -> SampleView.create(store, loaders, samples));
            EventSchemaTable table = new EventSchemaTable(store, request.events(), loaders);
            for (Loaded capture : loaded) {
                table.write(capture.id(), capture.schemas(), capture.recorded(), capture.stored());
            }
        }
    }

    private Loaded load(short id, OpenCaptures captures, TableLoaders loaders, BufferAllocator allocator)
            throws IOException, InterruptedException {
        Path path = request.captures().get(id);
        try (Capture capture = captures.take(id)) {
            if (request.captures().size() == 1) {
                loaders.assume(event -> ConstantColumns.of(id, capture, event));
                reader.leaveOut(event -> ConstantColumns.of(id, capture, event).names());
            }
            Selection selection = captures.window(id).withEvents(request.events()::wants);
            Map<String, AtomicLong> stored = new ConcurrentHashMap<>();
            SideJob<Integer> symbols = new SideJob<>("load-symbols", () -> symbols(id, capture, allocator));
            ScanSummary summary = symbols.beside(() -> loaders.load(
                    path.toString(),
                    stored,
                    sink -> reader.read(capture, id, selection, allocator, batch -> {
                        int rows = batch.rows().getRowCount();
                        sink.accept(batch);
                        progress.at("reading " + path.getFileName(), rows);
                    })));
            captures.read(id, summary);
            progress.read(capture.info(), capture.issues(), summary);
            fixed.write(id, capture, summary);
            fixed.writeCompanions(id, new Companions(path));
            fixed.write(id, ProcFiles.beside(path));
            return new Loaded(id, capture.schemas(), summary.recordsPerEvent(), stored);
        }
    }

    /** The symbols a question needs, and how many. */
    private int symbols(short id, Capture capture, BufferAllocator allocator) throws IOException {
        if (!request.events().needsSymbols()) {
            return 0;
        }
        Predicate<String> needed = request.events().symbols();
        List<Symbol> wanted = capture.symbols().stream()
                .filter(symbol -> needed.test(symbol.name()))
                .toList();
        SymbolTable.write(store, allocator, id, wanted);
        return wanted.size();
    }
}
