// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file, or a part of one, written from front to back, in which earlier bytes can be changed. */
final class FileOut implements Closeable {
    private static final int BUFFER = 64 * 1024;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final boolean whole;
    private long flushed;

    FileOut(Path path) throws IOException {
        channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        whole = true;
    }

    private FileOut(FileChannel channel, long start) {
        this.channel = channel;
        this.whole = false;
        this.flushed = start;
    }

    /** Leaves {@code length} bytes out; {@link #part} fills them. Returns where they begin. */
    long reserve(long length) throws IOException {
        flush();
        long start = flushed;
        flushed += length;
        return start;
    }

    /** Writes reserved bytes from {@code start} on, independently of what is written here meanwhile. */
    FileOut part(long start) {
        return new FileOut(channel, start);
    }

    long position() {
        return flushed + buffer.position();
    }

    void write(byte[] data) throws IOException {
        write(data, data.length);
    }

    void write(byte[] data, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int step = Math.min(length - done, buffer.remaining());
            buffer.put(data, done, step);
            done += step;
        }
    }

    /** Writes zeros up to the next multiple of {@code alignment}. */
    void align(int alignment) throws IOException {
        long rest = position() % alignment;
        if (rest != 0) {
            write(new byte[(int) (alignment - rest)]);
        }
    }

    /** Appends the whole of another file. */
    void append(FileChannel source) throws IOException {
        flush();
        long size = source.size();
        channel.position(flushed);
        long done = 0;
        while (done < size) {
            done += source.transferTo(done, size - done, channel);
        }
        flushed += size;
    }

    /** Replaces bytes written before. */
    void patch(long offset, byte[] data) throws IOException {
        flush();
        ByteBuffer source = ByteBuffer.wrap(data);
        while (source.hasRemaining()) {
            channel.write(source, offset + source.position());
        }
    }

    /** Everything so far into the file. */
    void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            flushed += channel.write(buffer, flushed);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        try {
            flush();
        } finally {
            if (whole) {
                channel.close();
            }
        }
    }
}
