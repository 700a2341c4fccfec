// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** A deflated text, as far as it can be inflated: where it is cut or damaged it ends inside of a line. */
final class DeflatedText extends InputStream {
    private final InputStream inflated;
    private boolean ended;
    private boolean lineFeed;

    DeflatedText(InputStream packed) {
        this.inflated = new InflaterInputStream(packed);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (ended) {
            return -1;
        }
        try {
            int read = inflated.read(target, offset, count);
            ended = read < 0;
            lineFeed = read > 0 ? target[offset + read - 1] == '\n' : lineFeed;
            return read;
        } catch (EOFException | ZipException e) {
            ended = true;
            if (!lineFeed || count == 0) {
                return -1;
            }
            // nothing of the next line came out: something must tell that there was one
            target[offset] = '?';
            return 1;
        }
    }

    @Override
    public void close() throws IOException {
        inflated.close();
    }
}
