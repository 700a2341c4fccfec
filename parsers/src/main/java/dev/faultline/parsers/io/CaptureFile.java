// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A capture's file, open for positioned reads from any thread. A file packed as a whole (gzip, zstd) is unpacked into a
 * temporary file first, which goes away on close.
 */
public final class CaptureFile implements Closeable {
    /** One read is at most this long: the copy through the channel's direct buffer then stays in the cpu's cache. */
    private static final int STEP = 256 * 1024;

    private final Path path;
    private final FileChannel channel;
    private final long length;
    private final @Nullable Path temporary;

    private CaptureFile(Path path, FileChannel channel, @Nullable Path temporary) throws IOException {
        this.path = path;
        this.channel = channel;
        this.length = channel.size();
        this.temporary = temporary;
    }

    /**
     * Opens {@code path}, unpacking it when its first bytes say it is packed.
     *
     * @throws MalformedCaptureException when the packed data is damaged so early that nothing comes out
     */
    public static CaptureFile open(Path path) throws IOException {
        Path temporary = PackedFile.unpack(path);
        Path readable = temporary == null ? path : temporary;
        FileChannel channel = FileChannel.open(readable, StandardOpenOption.READ);
        try {
            return new CaptureFile(path, channel, temporary);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The path as the user named it. */
    public Path path() {
        return path;
    }

    /** The path as text, for messages. */
    public String name() {
        return path.toString();
    }

    /** Whether the file was packed as a whole; offsets then count in the unpacked bytes. */
    public boolean packed() {
        return temporary != null;
    }

    /** Bytes in the (unpacked) file when it was opened. */
    public long length() {
        return length;
    }

    /**
     * Reads up to {@code count} bytes at {@code offset}.
     *
     * @return bytes read; fewer than asked only at the end of the file
     */
    public int read(long offset, byte[] target, int at, int count) throws IOException {
        int done = 0;
        while (done < count) {
            ByteBuffer buffer = ByteBuffer.wrap(target, at + done, Math.min(STEP, count - done));
            int n = channel.read(buffer, offset + done);
            if (n < 0) {
                break;
            }
            done += n;
        }
        return done;
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        }
    }
}
