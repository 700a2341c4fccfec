// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureFormat;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.parsers.io.Words;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** What perf writes to a pipe, while it comes in: at any time, all whole records that have come are a capture. */
public final class GrowingPerfData implements Closeable {
    private static final int PIPE_HEADER = 16;
    /** Where records that other bytes follow say how many. */
    private static final int BEHIND_AT = 8;

    private final CaptureFile file;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private long whole;
    private long seen;

    /** Takes over a stream. */
    public GrowingPerfData(CaptureFile file) {
        this.file = file;
    }

    /** Whether no more can come. */
    public boolean ended() {
        return file.ended();
    }

    /**
     * All whole records so far, until the next call; {@code null} when there are none more than last time.
     *
     * @param last whether to take the rest, too, whole or not
     */
    public @Nullable Capture soFar(boolean last) throws IOException {
        long there = file.available();
        advance(there);
        long to = last ? there : whole;
        if (to <= seen || (!last && whole <= PIPE_HEADER)) {
            return null;
        }
        seen = to;
        CaptureFile part = file.first(to);
        byte[] head = new byte[CaptureFormat.STREAM_HEAD];
        boolean pipe = part.read(0, head, 0, head.length) == head.length && FileHeader.isPipe(head);
        if (!pipe) {
            throw new MalformedCaptureException(
                    file.name(), "", 0, "no pipe header of perf", "what perf record -o - writes");
        }
        return new PerfDataFormat().open(part);
    }

    private void advance(long there) throws IOException {
        byte[] header = new byte[2 * BEHIND_AT];
        if (whole == 0 && there >= PIPE_HEADER) {
            file.read(0, header, 0, PIPE_HEADER);
            order = Words.s64(header, BEHIND_AT, ByteOrder.LITTLE_ENDIAN) == PIPE_HEADER
                    ? ByteOrder.LITTLE_ENDIAN
                    : ByteOrder.BIG_ENDIAN;
            whole = PIPE_HEADER;
        }
        while (whole >= PIPE_HEADER && whole + header.length <= there) {
            file.read(whole, header, 0, header.length);
            long size = size(header);
            if (size < RecordType.HEADER || whole + size > there) {
                return;
            }
            whole += size;
        }
    }

    /** Bytes of a record and of what follows it. */
    private long size(byte[] header) {
        int size = Words.u16(header, 6, order);
        return switch (Words.s32(header, 0, order)) {
            case RecordType.HEADER_TRACING_DATA -> size + Integer.toUnsignedLong(Words.s32(header, BEHIND_AT, order));
            case RecordType.AUXTRACE -> size + Math.max(0, Words.s64(header, BEHIND_AT, order));
            default -> size;
        };
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
