// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.arrow.EventBatches;
import dev.faultline.parsers.arrow.ReadOptions;
import dev.faultline.parsers.arrow.TableBatch;
import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.samples.read.RawEvent;
import dev.faultline.samples.read.RawTraceDat;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VarCharVector;

/** A capture decoded by the product, through the exit everybody uses: its Arrow batches. */
final class ProductCapture implements Closeable {
    private static final int WORKERS = 2;
    /** Small, so that tables are handed out in several batches. */
    private static final long BYTE_BUDGET = 8L << 20;

    /** Keeps the lines of buffers that were saved as text. */
    private static final String UNPARSED = "unparsed";

    private final BufferAllocator allocator = new RootAllocator();
    private final Capture capture;
    private final List<TableBatch> batches = new ArrayList<>();
    private ScanSummary summary = new ScanSummary(0, null, null, Map.of());

    private ProductCapture(Capture capture) {
        this.capture = capture;
    }

    static ProductCapture read(Path path) throws IOException, InterruptedException {
        ProductCapture product = new ProductCapture(CaptureFormats.open(path));
        ReadOptions options = new ReadOptions(WORKERS, BYTE_BUDGET);
        product.summary = EventBatches.read(
                product.capture, 1, Selection.everything(), options, product.allocator, product::keep);
        return product;
    }

    private synchronized void keep(TableBatch batch) {
        batches.add(batch);
    }

    Capture capture() {
        return capture;
    }

    ScanSummary summary() {
        return summary;
    }

    /** Rows of every buffer and cpu, in the order of their place in the file. */
    List<List<ProductRow>> rows(RawTraceDat raw) {
        List<String> names = capture.buffers().stream()
                .sorted(Comparator.comparingInt(Buffer::id))
                .map(Buffer::name)
                .toList();
        Map<Long, List<ProductRow>> queues = new TreeMap<>();
        for (TableBatch batch : batches) {
            String name = batch.table().event().name();
            if (name.equals(UNPARSED)) {
                continue;
            }
            int id = name.equals(ProductTable.UNKNOWN)
                    ? RawEvent.BLKTRACE_ID
                    : batch.table().event().id();
            RawEvent event = raw.event(id);
            ProductTable table = new ProductTable(batch, event, names, raw.order());
            for (int row = 0; row < batch.rows().getRowCount(); row++) {
                ProductRow record = new ProductRow(table, row);
                long queue = (long) names.indexOf(record.buffer()) << 32 | record.cpu();
                queues.computeIfAbsent(queue, key -> new ArrayList<>()).add(record);
            }
        }
        queues.values().forEach(queue -> queue.sort(Comparator.comparingLong(ProductRow::rec)));
        return new ArrayList<>(queues.values());
    }

    /** Lines of buffers that were saved as text. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (TableBatch batch : batches) {
            if (batch.table().event().name().equals(UNPARSED)) {
                VarCharVector text = (VarCharVector) batch.rows().getVector(ProductTable.PREFIX);
                for (int row = 0; row < batch.rows().getRowCount(); row++) {
                    lines.add(new String(Escapes.undo(text.get(row)), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        batches.forEach(batch -> batch.rows().close());
        capture.close();
        allocator.close();
    }
}
