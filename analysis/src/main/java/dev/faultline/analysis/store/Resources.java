// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.nio.file.Path;
import java.util.List;

/**
 * What a database may use. DuckDB left alone takes 80 % of the machine's memory beside the Java heap and spills into the working
 * directory, so all three are always set.
 *
 * @param threads threads of DuckDB and of the decoder, at least 1
 * @param memoryBytes DuckDB's buffer memory; it spills beyond
 * @param temporary directory for temporary stores and spilled data
 * @param writable files that SQL may write, none by default
 */
public record Resources(int threads, long memoryBytes, Path temporary, List<Path> writable) {
    private static final long DEFAULT_MEMORY = 512L << 20;

    public Resources {
        if (threads < 1 || memoryBytes < (16L << 20)) {
            throw new IllegalArgumentException("at least one thread and 16 MiB, got " + threads + ", " + memoryBytes);
        }
    }

    /** All processors, 512 MiB, the system's temporary directory. */
    public static Resources standard() {
        return new Resources(
                Runtime.getRuntime().availableProcessors(),
                DEFAULT_MEMORY,
                Path.of(System.getProperty("java.io.tmpdir")),
                List.of());
    }

    public Resources withMemory(long bytes) {
        return new Resources(threads, bytes, temporary, writable);
    }

    public Resources withWritable(Path... files) {
        return new Resources(threads, memoryBytes, temporary, List.of(files));
    }
}
