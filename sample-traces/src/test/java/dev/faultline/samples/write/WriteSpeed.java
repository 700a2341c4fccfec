// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How fast is the writer on one core? Run {@code main} with a directory and a number of gigabytes; each line is one
 * shape. Not a test: time is no assertion.
 */
public final class WriteSpeed {
    private WriteSpeed() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]).resolve("speed.dat");
        long bytes = (long) (Double.parseDouble(args[1]) * 1e9);
        for (int round = 0; round < 2; round++) {
            measure("cpu after cpu", file, spec(Compression.NONE), bytes, false);
            measure("cpus interleaved", file, spec(Compression.NONE), bytes, true);
        }
        measure("cpu after cpu, zstd", file, spec(Compression.ZSTD), bytes, false);
        measure(
                "cpu after cpu, 64 KiB sub-buffers",
                file,
                spec(Compression.NONE).subBufferSize(65536),
                bytes,
                false);
        Files.deleteIfExists(file);
    }

    private static TraceDatSpec spec(Compression compression) {
        return TraceDatSpec.of(Machine.LE64).cpus(4).clock("mono").compression(compression);
    }

    private static void measure(String shape, Path file, TraceDatSpec spec, long bytes, boolean interleaved)
            throws IOException {
        EventFormat format = EventFormat.builder(Machine.LE64, "writeback", "writeback_dirty_folio", 500)
                .array("char", "name", 32)
                .field("ino_t", "ino")
                .field("pgoff_t", "index")
                .build();
        long rows = bytes / (4 + format.fixedSize());
        long start = System.nanoTime();
        try (TraceDatWriter capture = TraceDatWriter.create(file, spec.event(format))) {
            write(capture, format, rows, interleaved);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long size = Files.size(file);
        long used = (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
        System.out.printf(
                Locale.ROOT,
                "%-36s %,d rows, %,d bytes of records, file %,d: %.2f s, %.0f MB/s, %.1f M rows/s, heap %d MiB%n",
                shape,
                rows,
                bytes,
                size,
                seconds,
                bytes / seconds / 1e6,
                rows / seconds / 1e6,
                used);
    }

    private static void write(TraceDatWriter capture, EventFormat format, long rows, boolean interleaved)
            throws IOException {
        Row row = format.row().set("name", "259:0");
        int ino = format.slot("ino");
        int index = format.slot("index");
        int pid = format.slot("common_pid");
        for (long n = 0; n < rows; n++) {
            int cpu = (int) (interleaved ? (n >>> 4) & 3 : n * 4 / rows);
            if (!interleaved && cpu > 0 && n * 4 / rows != (n - 1) * 4 / rows) {
                capture.cpu(cpu - 1).close();
            }
            row.put(pid, 1000 + (n & 15)).put(ino, n % 1009).put(index, n);
            capture.cpu(cpu).record(1_000_000 + n * 700, row);
        }
    }
}
