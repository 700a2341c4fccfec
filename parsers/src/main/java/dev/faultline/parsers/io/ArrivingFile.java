// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A stream on its way into a temporary file: a thread copies what comes, and whoever reads waits for what has not come
 * yet. Memory does not grow with the stream, and every place that has arrived can be read again.
 */
final class ArrivingFile {
    private static final int BLOCK = 256 * 1024;

    private final Path copy;
    private final InputStream source;
    private long arrived;
    private boolean ended;
    private boolean abandoned;
    private @Nullable IOException failure;

    ArrivingFile(InputStream source) throws IOException {
        this.source = source;
        this.copy = Files.createTempFile("faultline-", ".arriving");
        Thread pump = new Thread(this::pump, "faultline-arriving");
        pump.setDaemon(true);
        pump.start();
    }

    Path copy() {
        return copy;
    }

    private void pump() {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(copy)) {
            int n = source.read(block);
            while (n >= 0 && wanted()) {
                out.write(block, 0, n);
                add(n);
                n = source.read(block);
            }
            end(null);
        } catch (IOException e) {
            end(e);
        }
    }

    private synchronized boolean wanted() {
        return !abandoned;
    }

    private synchronized void add(int n) {
        arrived += n;
        notifyAll();
    }

    private synchronized void end(@Nullable IOException e) {
        ended = true;
        failure = e;
        notifyAll();
    }

    /** Waits until {@code end} bytes are there, or all there will ever be; returns how many are. */
    synchronized long await(long end) throws IOException {
        try {
            while (arrived < end && !ended) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for more of the stream", e);
        }
        if (failure != null) {
            throw failure;
        }
        return arrived;
    }

    synchronized boolean ended() {
        return ended;
    }

    /** Nobody reads any more; the thread ends with its next block. */
    synchronized void abandon() {
        abandoned = true;
    }
}
