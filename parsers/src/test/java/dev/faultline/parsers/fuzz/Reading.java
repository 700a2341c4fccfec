// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.arrow.EventBatches;
import dev.faultline.parsers.arrow.ReadOptions;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.io.MalformedCaptureException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Reads a file of whatever content to its end, and says how that went; anything but an answer is thrown. */
final class Reading {
    /** What came of it. */
    enum Result {
        /** No capture: a message with file, offset, found and expected. */
        REFUSED,
        /** Read with at least one issue. */
        SALVAGED,
        /** Read without an issue. */
        CLEAN
    }

    /** Room for what every reading needs whatever the file: blocks, tables, batches of columns. */
    static final long FIXED_BYTES = 40L << 20;
    /** Room per byte of the file: a packed byte may unpack to very many. */
    static final long BYTES_PER_BYTE = 1024;
    /** All columns of all batches held at once. */
    private static final long COLUMN_BYTES = 64L << 20;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Path file;
    private final boolean measured;
    private long mostAllocated;

    Reading(Path file) {
        this(file, true);
    }

    /** {@code measured}: not where a fuzzer's instrumentation allocates on the reading thread. */
    Reading(Path file, boolean measured) {
        this.file = file;
        this.measured = measured;
    }

    /** Largest number of bytes that one reading allocated on the heap, freed ones included. */
    long mostAllocated() {
        return mostAllocated;
    }

    Result of(byte[] content) throws IOException, InterruptedException {
        Files.write(file, content);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Result result = read();
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        mostAllocated = Math.max(mostAllocated, allocated);
        if (measured) {
            assertThat(allocated).as("bytes allocated").isLessThan(FIXED_BYTES + BYTES_PER_BYTE * content.length);
        }
        return result;
    }

    private Result read() throws IOException, InterruptedException {
        AtomicLong rows = new AtomicLong();
        try (BufferAllocator allocator = new RootAllocator(COLUMN_BYTES);
                Capture capture = CaptureFormats.open(file)) {
            EventBatches.read(capture, 1, Selection.everything(), new ReadOptions(1, 1L << 20), allocator, batch -> {
                rows.addAndGet(batch.rows().getRowCount());
                batch.rows().close();
            });
            // what is cut out of a packed tree can begin with a text of it
            assertThat(capture.info().format()).isIn("trace.dat", "perf.data", "tracefs", "ftrace text");
            capture.symbols();
            capture.tasks();
            capture.losses();
            return capture.issues().isEmpty() ? Result.CLEAN : Result.SALVAGED;
        } catch (MalformedCaptureException e) {
            assertThat(e).hasMessageContaining("expected");
            return Result.REFUSED;
        }
    }
}
