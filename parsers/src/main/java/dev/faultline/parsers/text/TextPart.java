// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.io.CaptureFile;
import java.io.IOException;
import java.io.InputStream;

/** A part of a file as a stream. */
final class TextPart extends InputStream {
    private final CaptureFile file;
    private final long to;
    private long at;

    /**
     * Bytes of a file.
     *
     * @param script whether they are a string of a script, whose lines end with {@code \n\}
     */
    record Range(long from, long to, boolean script) {}

    TextPart(CaptureFile file, long from, long to) {
        this.file = file;
        this.at = from;
        this.to = to;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        int wanted = (int) Math.min(count, to - at);
        int read = wanted <= 0 ? 0 : file.read(at, target, offset, wanted);
        at += read;
        return read == 0 && count > 0 ? -1 : read;
    }
}
