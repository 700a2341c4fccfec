// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a stream holds, unpacked, in a file that can be read at any place.
 *
 * @param path the copy; whoever asked for it deletes it
 * @param packed whether the stream was packed
 * @param damage why the copy ends before the data does, {@code null} when it is whole
 */
record TemporaryCopy(Path path, boolean packed, @Nullable String damage) {
    /** Captures shrink to a tenth or a fiftieth. What grows beyond both of these is made to fill the disk. */
    static final int LARGEST_RATIO = 256;

    static final long ANY_RATIO_BELOW = 64L << 20;

    private static final int BLOCK = 256 * 1024;
    /** What comes out before a defect is lost with the read that meets it; zstd and gzip return before. */
    private static final int SMALL_BLOCK = 512;

    private static final long LEFT_FREE = 256L << 20;
    private static final long CHECKED_EVERY = 64L << 20;

    /**
     * Copies {@code source} to its end, or as far as it can be unpacked.
     *
     * @param name of the source, for messages
     * @param head its first bytes, which are still to be read from it
     * @throws MalformedCaptureException when it is packed, and damaged so early that nothing comes out
     * @throws IOException when there is no room for the copy
     */
    static TemporaryCopy of(String name, byte[] head, InputStream source) throws IOException {
        Packing packing = Packing.of(head);
        Path copy = Files.createTempFile("faultline-", ".capture");
        boolean complete = false;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy), BLOCK)) {
            CountedStream counted = new CountedStream(source);
            String damage = packing == null
                    ? copy(counted, counted, out, copy, false)
                    : unpack(name, packing, counted, out, copy);
            complete = true;
            return new TemporaryCopy(copy, packing != null, damage);
        } finally {
            if (!complete) {
                Files.deleteIfExists(copy);
            }
        }
    }

    private static @Nullable String unpack(
            String name, Packing packing, CountedStream packed, OutputStream out, Path copy) throws IOException {
        InputStream unpacked;
        try {
            unpacked = packing.open(new BufferedInputStream(packed, BLOCK));
        } catch (IOException | RuntimeException e) {
            throw damaged(name, packing, defect(e));
        }
        // Not closed: that would read on, or close what is not ours; the caller closes the source.
        String damage = copy(unpacked, packed, out, copy, true);
        if (damage != null && Files.size(copy) == 0) {
            throw damaged(name, packing, damage);
        }
        return damage == null ? null : packing.name().toLowerCase(Locale.ROOT) + ": " + damage;
    }

    private static MalformedCaptureException damaged(String name, Packing packing, String found) {
        String what = packing.name().toLowerCase(Locale.ROOT);
        return new MalformedCaptureException(name, "packed file", 0, found, "intact " + what + " data");
    }

    /** Copies until the end, or until what says that the rest cannot be had. */
    private static @Nullable String copy(
            InputStream in, CountedStream packed, OutputStream out, Path copy, boolean limited) throws IOException {
        byte[] block = new byte[limited ? SMALL_BLOCK : BLOCK];
        long total = 0;
        long checked = 0;
        while (true) {
            int n = 0;
            String damage = null;
            try {
                n = in.read(block);
            } catch (IOException | RuntimeException e) {
                if (in == packed) {
                    throw e;
                }
                damage = defect(e);
            }
            if (n <= 0) {
                out.flush();
                return damage;
            }
            out.write(block, 0, n);
            total += n;
            if (limited && total > ANY_RATIO_BELOW + LARGEST_RATIO * packed.count()) {
                return "unpacks to more than " + LARGEST_RATIO + " times its size; the first " + total
                        + " bytes are read";
            }
            if (total - checked >= CHECKED_EVERY) {
                requireRoom(copy, total);
                checked = total;
            }
        }
    }

    private static String defect(Exception e) {
        String message = e.getMessage();
        return e instanceof EOFException || message == null ? "the packed data ends early" : message;
    }

    private static void requireRoom(Path copy, long total) throws IOException {
        long free = Files.getFileStore(copy).getUsableSpace();
        if (free < LEFT_FREE) {
            throw new IOException(
                    "no room for a temporary copy in " + copy.getParent() + ": " + total + " bytes written, " + free
                            + " left; -Djava.io.tmpdir=DIR in JAVA_TOOL_OPTIONS names another place");
        }
    }
}
