// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.FileBytes;
import java.io.IOException;
import java.nio.ByteOrder;

/** Finds records again where something else lies between them: a place from which headers lead to headers. */
final class RecordSearch {
    /** So many headers in a row do not come about by chance: of their 64 bits each, types and sizes fix half. */
    private static final int ENOUGH = 8;

    /** Where the data ends, this many are enough. */
    private static final int ENOUGH_AT_END = 2;

    private static final int STEP = 4;
    private static final int LAST_OF_KERNEL = 32;
    private static final int LAST_OF_TOOL = 96;

    private final CaptureFile file;
    private final Bytes bytes;

    RecordSearch(CaptureFile file, ByteOrder order) {
        this.file = file;
        this.bytes = new FileBytes(file, "records", order);
    }

    /** The first such place in {@code from} to {@code end}, -1 when there is none. */
    long next(long from, long end) throws IOException {
        for (long at = from; at + RecordType.HEADER <= end && file.reaches(at + RecordType.HEADER); at += STEP) {
            if (leads(at, end)) {
                return at;
            }
        }
        return -1;
    }

    /** Whether headers lead to headers from here on. */
    boolean leads(long start, long end) throws IOException {
        long at = start;
        for (int found = 0; found < ENOUGH; found++) {
            if (at == end) {
                return found >= ENOUGH_AT_END;
            }
            if (at + RecordType.HEADER > end || !file.reaches(at + RecordType.HEADER)) {
                return false;
            }
            int size = bytes.u16(at + 6);
            if (!plausible(bytes.u32(at), size)) {
                return false;
            }
            at += size;
        }
        return true;
    }

    private static boolean plausible(long type, int size) {
        boolean kernel = type > 0 && type <= LAST_OF_KERNEL && size % 8 == 0;
        boolean tool = type >= RecordType.FIRST_OF_TOOL && type <= LAST_OF_TOOL;
        return size >= RecordType.HEADER && (kernel || tool);
    }
}
