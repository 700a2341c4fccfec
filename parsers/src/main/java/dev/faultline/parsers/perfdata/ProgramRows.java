// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.Cursor;
import java.io.IOException;
import java.util.Arrays;

/**
 * BPF programs and types that were loaded while recording (Linux tools/perf/util/header.c; {@code struct bpf_prog_info} of
 * include/uapi/linux/bpf.h). Code and types stay bytes.
 */
final class ProgramRows {
    private static final RowShape PROGRAMS =
            RowShape.of("feature_bpf_prog_info: u32 type, u32 id, u8[] tag, u64 load_time, char[] name, u64 arrays, "
                    + "u8[] info, u8[] data");
    private static final RowShape TYPES = RowShape.of("feature_bpf_btf: u32 id, u8[] data");
    private static final int LARGEST = 64 * 1024 * 1024;

    private final PerfContents contents;

    ProgramRows(PerfContents contents) {
        this.contents = contents;
    }

    void read(Feature feature, Cursor cursor) throws IOException {
        long count = cursor.u32();
        for (long i = 0; i < count; i++) {
            if (feature == Feature.BPF_PROG_INFO) {
                program(cursor);
            } else {
                long place = FeatureRows.place(cursor);
                contents.rows(TYPES).add(place, cursor.u32(), take(cursor, cursor.u32()));
            }
        }
    }

    private void program(Cursor cursor) throws IOException {
        long place = FeatureRows.place(cursor);
        long infoLength = cursor.u32();
        long dataLength = cursor.u32();
        long arrays = cursor.u64();
        long at = cursor.at();
        byte[] info = take(cursor, infoLength);
        byte[] data = take(cursor, dataLength);
        Bytes bytes = cursor.bytes();
        contents.rows(PROGRAMS)
                .add(
                        place,
                        info.length < 8 ? null : Long.valueOf(bytes.u32(at)),
                        info.length < 8 ? null : Long.valueOf(bytes.u32(at + 4)),
                        info.length < 16 ? null : Arrays.copyOfRange(info, 8, 16),
                        info.length < 48 ? null : Long.valueOf(bytes.u64(at + 40)),
                        info.length < 80 ? null : Arrays.copyOfRange(info, 64, 80),
                        arrays,
                        info,
                        data);
    }

    private static byte[] take(Cursor cursor, long length) throws IOException {
        cursor.bytes().check(cursor.at(), length, "a BPF program or its types");
        if (length > LARGEST) {
            throw cursor.bytes().malformed(cursor.at(), length + " bytes", "at most " + LARGEST);
        }
        byte[] bytes = cursor.bytes().copy(cursor.at(), (int) length);
        cursor.skip(length);
        return bytes;
    }
}
