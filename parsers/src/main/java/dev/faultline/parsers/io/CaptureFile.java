// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A capture's file, open for positioned reads from any thread. A file packed as a whole (gzip, zstd, xz, bzip2), and a
 * stream, are copied into a temporary file first, which goes away on close.
 */
public final class CaptureFile implements Closeable {
    /** One read is at most this long: the copy through the channel's direct buffer then stays in the cpu's cache. */
    private static final int STEP = 256 * 1024;

    private final Path path;
    private final @Nullable FileChannel channel;
    private final @Nullable TemporaryCopy temporary;
    private final @Nullable ArrivingFile arriving;
    private final @Nullable SlidingBytes sliding;
    private final long length;
    /** Whether this is a view of another file, which keeps what is open. */
    private final boolean view;

    private CaptureFile(CaptureFile whole, long length) {
        this.path = whole.path;
        this.channel = whole.channel;
        this.temporary = whole.temporary;
        this.arriving = null;
        this.sliding = whole.sliding;
        this.length = length;
        this.view = true;
    }

    private CaptureFile(Path path, SlidingBytes sliding) {
        this.path = path;
        this.channel = null;
        this.temporary = null;
        this.arriving = null;
        this.sliding = sliding;
        this.length = Long.MAX_VALUE;
        this.view = false;
    }

    private CaptureFile(Path path, Path readable, @Nullable TemporaryCopy temporary, @Nullable ArrivingFile arriving)
            throws IOException {
        this.path = path;
        this.view = false;
        this.temporary = temporary;
        this.arriving = arriving;
        this.sliding = null;
        FileChannel open = FileChannel.open(readable, StandardOpenOption.READ);
        this.channel = open;
        long size = Long.MAX_VALUE;
        try {
            size = arriving == null ? open.size() : size;
        } catch (IOException e) {
            open.close();
            throw e;
        }
        this.length = size;
    }

    /**
     * Opens {@code path}, unpacking it when its first bytes say it is packed.
     *
     * @throws MalformedCaptureException when the packed data is damaged so early that nothing comes out
     */
    public static CaptureFile open(Path path) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(path)) {
            head = in.readNBytes(Packing.HEAD);
        }
        if (Packing.of(head) == null) {
            return new CaptureFile(path, path, null, null);
        }
        try (InputStream in = Files.newInputStream(path)) {
            return copied(path, TemporaryCopy.of(path.toString(), head, in));
        }
    }

    /**
     * Reads {@code stream} to its end into a temporary file, unpacking it when its first bytes say it is packed.
     *
     * @param path what to call it
     * @param stream supports {@link InputStream#mark}
     * @throws MalformedCaptureException as {@link #open}
     */
    public static CaptureFile copyOf(Path path, InputStream stream) throws IOException {
        stream.mark(Packing.HEAD);
        byte[] head = stream.readNBytes(Packing.HEAD);
        stream.reset();
        return copied(path, TemporaryCopy.of(path.toString(), head, stream));
    }

    /**
     * A file that can be read while {@code stream} still comes in: reads wait for what they ask for. Its
     * {@link #length} is not known.
     *
     * @param path what to call it
     */
    public static CaptureFile arriving(Path path, InputStream stream) throws IOException {
        ArrivingFile arriving = new ArrivingFile(stream);
        return new CaptureFile(path, arriving.copy(), null, arriving);
    }

    /**
     * A stream that is read once, from front to back, without a copy: what lies before the last {@link #release} cannot be
     * read again, and no more than {@value SlidingBytes#CAPACITY} bytes are kept. Its {@link #length} is not known.
     *
     * @param path what to call it
     */
    public static CaptureFile sliding(Path path, InputStream stream) {
        return new CaptureFile(path, new SlidingBytes(stream));
    }

    /** Bytes before {@code offset} are not read any more; of what is no sliding stream this means nothing. */
    public void release(long offset) {
        if (sliding != null) {
            sliding.release(offset);
        }
    }

    private static CaptureFile copied(Path path, TemporaryCopy copy) throws IOException {
        boolean opened = false;
        try {
            CaptureFile file = new CaptureFile(path, copy.path(), copy, null);
            opened = true;
            return file;
        } finally {
            if (!opened) {
                Files.deleteIfExists(copy.path());
            }
        }
    }

    /** Whether a file with these first bytes is packed as a whole. */
    public static boolean isPacked(byte[] head) {
        return Packing.of(head) != null;
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
        return temporary != null && temporary.packed();
    }

    /** Why a packed file could not be unpacked to its end; {@code null} when it could, or was not packed. */
    public @Nullable String damage() {
        return temporary == null ? null : temporary.damage();
    }

    /** Bytes in the (unpacked) file when it was opened; {@link Long#MAX_VALUE} for one that still arrives. */
    public long length() {
        return length;
    }

    /** Whether the file has at least {@code end} bytes; of one that still arrives, waits until that is known. */
    public boolean reaches(long end) throws IOException {
        if (sliding != null && !view) {
            return sliding.await(end) >= end;
        }
        return arriving == null ? end <= length : arriving.await(end) >= end;
    }

    /** Bytes that are there now: of a stream, those that have arrived; a file that is written to has more than {@link #length}. */
    public long available() throws IOException {
        if (sliding != null) {
            return sliding.await(0);
        }
        return arriving == null ? file().size() : arriving.await(0);
    }

    /** Whether no more can come: the stream has ended. Of a file nobody knows. */
    public boolean ended() {
        return (arriving != null && arriving.ended()) || (sliding != null && sliding.ended());
    }

    /** The first bytes of this file as a file of their own, which is valid until this one is closed. */
    public CaptureFile first(long bytes) {
        return new CaptureFile(this, bytes);
    }

    /**
     * Reads up to {@code count} bytes at {@code offset}.
     *
     * @return bytes read; fewer than asked only at the end of the file
     */
    public int read(long offset, byte[] target, int at, int count) throws IOException {
        if (arriving != null) {
            arriving.await(offset + count);
        }
        int done = 0;
        int wanted = view ? (int) Math.max(0, Math.min(count, length - offset)) : count;
        if (sliding != null) {
            return sliding.read(offset, target, at, wanted);
        }
        FileChannel open = file();
        while (done < wanted) {
            ByteBuffer buffer = ByteBuffer.wrap(target, at + done, Math.min(STEP, wanted - done));
            int n = open.read(buffer, offset + done);
            if (n < 0) {
                break;
            }
            done += n;
        }
        return done;
    }

    private FileChannel file() {
        return Objects.requireNonNull(channel);
    }

    @Override
    public void close() throws IOException {
        if (view) {
            return;
        }
        if (sliding != null) {
            sliding.abandon();
            return;
        }
        try {
            file().close();
        } finally {
            if (temporary != null) {
                Files.deleteIfExists(temporary.path());
            }
            if (arriving != null) {
                arriving.abandon();
                Files.deleteIfExists(arriving.copy());
            }
        }
    }
}
