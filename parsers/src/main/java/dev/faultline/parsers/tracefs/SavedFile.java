// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.FileBytes;
import dev.faultline.parsers.io.HeapBytes;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file of a saved tracefs: on disk, perhaps packed, or inside of an archive.
 *
 * @param path where it is; of an archive's file, the archive
 * @param archive the open archive it is in, {@code null} when it is a file of its own
 * @param name its name in the archive
 * @param offset its first byte in the archive
 * @param length its bytes in the archive; what is really there, should the archive be cut off
 */
record SavedFile(Path path, @Nullable CaptureFile archive, String name, long offset, long length) {
    /** kallsyms of a kernel with every module has 20 MB. */
    private static final long LONGEST_TEXT = 128L << 20;

    static SavedFile onDisk(Path path) {
        return new SavedFile(path, null, "", 0, 0);
    }

    /** File and part, for issues. */
    String place() {
        return archive == null ? path.toString() : path + ": " + name;
    }

    /** Its whole content, in memory. */
    Bytes text() throws IOException {
        if (archive != null) {
            return text(archive, offset, length);
        }
        try (CaptureFile file = CaptureFile.open(path)) {
            return text(file, 0, file.length());
        }
    }

    private Bytes text(CaptureFile file, long at, long size) throws IOException {
        Bytes all = new FileBytes(file, name, ByteOrder.LITTLE_ENDIAN).slice("text", at, size);
        if (size > LONGEST_TEXT) {
            throw all.malformed(0, "a text of " + size + " bytes", "at most " + LONGEST_TEXT);
        }
        return new HeapBytes(path.toString(), name, all.copy(0, (int) size), ByteOrder.LITTLE_ENDIAN);
    }
}
