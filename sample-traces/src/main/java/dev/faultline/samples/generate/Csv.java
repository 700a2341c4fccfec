// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A table of numbers and plain words as CSV, without an object per row. */
final class Csv implements Closeable {
    private static final int ROOM = 1024;

    private final OutputStream out;
    private final byte[] buffer = new byte[128 * 1024];
    private final byte[] digits = new byte[20];
    private int used;
    private boolean within;

    Csv(Path file, String header) throws IOException {
        out = Files.newOutputStream(file);
        word(header).end();
    }

    Csv number(long value) {
        separate();
        long rest = value;
        if (rest < 0) {
            buffer[used++] = '-';
            rest = -rest;
        }
        int at = digits.length;
        do {
            long quotient = rest / 10;
            digits[--at] = (byte) ('0' + (rest - quotient * 10));
            rest = quotient;
        } while (rest != 0);
        System.arraycopy(digits, at, buffer, used, digits.length - at);
        used += digits.length - at;
        return this;
    }

    /** A number, or nothing when it is not known, which is when it is negative. */
    Csv known(long value) {
        if (value >= 0) {
            return number(value);
        }
        separate();
        return this;
    }

    Csv word(String value) {
        separate();
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, buffer, used, text.length);
        used += text.length;
        return this;
    }

    /** A word that comes again and again, as its bytes. */
    Csv word(byte[] text) {
        separate();
        System.arraycopy(text, 0, buffer, used, text.length);
        used += text.length;
        return this;
    }

    void end() {
        buffer[used++] = '\n';
        within = false;
        if (used > buffer.length - ROOM) {
            flush();
        }
    }

    private void separate() {
        if (within) {
            buffer[used++] = ',';
        }
        within = true;
    }

    private void flush() {
        try {
            out.write(buffer, 0, used);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        used = 0;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }
}
