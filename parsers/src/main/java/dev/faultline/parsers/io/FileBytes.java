// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import java.io.IOException;
import java.nio.ByteOrder;

/** Bytes of an open file, read through a window. */
public final class FileBytes extends Bytes {
    private static final int WINDOW = 64 * 1024;

    private final CaptureFile source;
    private final long start;
    private final long length;
    private byte[] window = new byte[0];
    private long windowAt;
    private int windowLength;

    /** All of {@code source}. */
    public FileBytes(CaptureFile source, String place, ByteOrder order) {
        this(source, place, 0, source.length(), order);
    }

    private FileBytes(CaptureFile source, String place, long start, long length, ByteOrder order) {
        super(source.name(), place, start, order);
        this.source = source;
        this.start = start;
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    byte[] window() {
        return window;
    }

    @Override
    int locate(long at, int wanted) throws IOException {
        if (at < windowAt || at + wanted > windowAt + windowLength) {
            fill(at, wanted);
        }
        return (int) (at - windowAt);
    }

    private void fill(long at, int wanted) throws IOException {
        int size = (int) Math.min(Math.max(wanted, WINDOW), length - at);
        if (size > WINDOW && !source.reaches(start + at + size)) {
            throw malformed(at, "the end of the file", size + " bytes");
        }
        if (window.length < size || window.length > 4 * Math.max(size, WINDOW)) {
            window = new byte[size];
        }
        windowLength = 0;
        windowAt = at;
        windowLength = source.read(start + at, window, 0, size);
        if (windowLength < wanted) {
            throw malformed(at, windowLength + " bytes read", wanted + " bytes (the file became shorter)");
        }
    }

    @Override
    Bytes view(String name, long at, long size, ByteOrder order) {
        return new FileBytes(source, name, start + at, size, order);
    }
}
