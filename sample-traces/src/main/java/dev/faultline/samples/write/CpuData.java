// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The data of one cpu on its way into the capture: straight, into room reserved for it, or through a spool file while
 * another cpu is written.
 */
final class CpuData {
    private final Machine machine;
    private final Compression compression;
    private final FileOut out;
    private final @Nullable Path spool;
    private final long start;
    private int chunks;

    /** @param spool the file behind {@code out} when that is not the capture itself */
    CpuData(Machine machine, Compression compression, FileOut out, @Nullable Path spool) throws IOException {
        this.machine = machine;
        this.compression = compression;
        this.out = out;
        this.spool = spool;
        this.start = out.position();
        if (compression != Compression.NONE) {
            out.write(machine.bytes(4, 0));
        }
    }

    /** Whether the data still has to be moved into the capture. */
    boolean spooled() {
        return spool != null;
    }

    void write(byte[] block, int length) throws IOException {
        if (compression == Compression.NONE) {
            out.write(block, length);
            return;
        }
        byte[] packed = compression.compress(block, length);
        out.write(machine.bytes(4, packed.length));
        out.write(machine.bytes(4, length));
        out.write(packed);
        chunks++;
    }

    /** Ends the data; returns where it lies in the capture. */
    Place finish(String part, FileOut capture) throws IOException {
        if (compression != Compression.NONE) {
            out.patch(start, machine.bytes(4, chunks));
        }
        if (spool == null) {
            out.flush();
            return new Place(part, start, out.position() - start);
        }
        out.close();
        long offset = capture.position();
        try (FileChannel source = FileChannel.open(spool)) {
            capture.append(source);
        } finally {
            Files.delete(spool);
        }
        return new Place(part, offset, capture.position() - offset);
    }

    /** Gives up: removes the spool file. */
    void discard() throws IOException {
        if (spool != null) {
            out.close();
            Files.deleteIfExists(spool);
        }
    }
}
