// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of a stream that has come and is not yet given up, in memory. A thread takes what comes, and waits when as much
 * is kept as may be.
 */
final class SlidingBytes {
    /** Bytes that may be kept. */
    static final int CAPACITY = 32 << 20;

    private static final int BLOCK = 256 * 1024;

    private final InputStream source;
    private final Map<Long, byte[]> blocks = new HashMap<>();
    private long floor;
    private long arrived;
    private boolean ended;
    private boolean abandoned;
    private @Nullable IOException failure;

    SlidingBytes(InputStream source) {
        this.source = source;
        Thread pump = new Thread(this::pump, "faultline-arriving");
        pump.setDaemon(true);
        pump.start();
    }

    private void pump() {
        byte[] block = new byte[BLOCK];
        try {
            int n = source.read(block);
            while (n >= 0 && add(block, n)) {
                n = source.read(block);
            }
            end(null);
        } catch (IOException e) {
            end(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(new IOException("interrupted while reading a stream", e));
        }
    }

    private synchronized boolean add(byte[] bytes, int count) throws InterruptedException {
        while (arrived + count - floor > CAPACITY && !abandoned) {
            wait();
        }
        for (int done = 0; done < count; ) {
            int within = (int) (arrived % BLOCK);
            int step = Math.min(count - done, BLOCK - within);
            byte[] block = blocks.computeIfAbsent(arrived / BLOCK, number -> new byte[BLOCK]);
            System.arraycopy(bytes, done, block, within, step);
            done += step;
            arrived += step;
        }
        notifyAll();
        return !abandoned;
    }

    private synchronized void end(@Nullable IOException e) {
        ended = true;
        failure = e;
        notifyAll();
    }

    /** Waits until {@code end} bytes have come, or all there will ever be, or as many as may be kept; returns how many have. */
    synchronized long await(long end) throws IOException {
        try {
            while (arrived < end && !ended && arrived + BLOCK - floor <= CAPACITY) {
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

    /** Copies up to {@code count} bytes that have come; returns how many. */
    synchronized int read(long offset, byte[] target, int at, int count) {
        if (offset < floor) {
            throw new IllegalStateException("byte " + offset + " of a stream was given up, up to " + floor);
        }
        int done = 0;
        int wanted = (int) Math.max(0, Math.min(count, arrived - offset));
        while (done < wanted) {
            byte[] block = blocks.get((offset + done) / BLOCK);
            int within = (int) ((offset + done) % BLOCK);
            int step = Math.min(wanted - done, BLOCK - within);
            System.arraycopy(block, within, target, at + done, step);
            done += step;
        }
        return done;
    }

    synchronized boolean ended() {
        return ended;
    }

    /** Nobody reads what lies before {@code offset} any more. */
    synchronized void release(long offset) {
        for (long number = floor / BLOCK; number < offset / BLOCK; number++) {
            blocks.remove(number);
        }
        floor = Math.max(floor, offset);
        notifyAll();
    }

    /** Nobody reads any more; the thread ends with its next block. */
    synchronized void abandon() {
        abandoned = true;
        blocks.clear();
        notifyAll();
    }
}
