// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.io.Bytes;
import java.io.IOException;

/**
 * A part of a perf.data file: {@code struct perf_file_section}.
 *
 * @param offset in the file
 * @param size in bytes
 */
record Section(long offset, long size) {
    static Section read(Bytes bytes, long at) throws IOException {
        return new Section(bytes.u64(at), bytes.u64(at + 8));
    }

    /** First byte behind it. */
    long end() {
        return offset + size;
    }
}
