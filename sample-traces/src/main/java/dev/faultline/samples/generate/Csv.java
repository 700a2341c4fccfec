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
    private static final long BILLION = 1_000_000_000;
    /** Digits of numbers below that. */
    private static final int DIGITS = 9;

    private final OutputStream out;
    private final byte[] buffer = new byte[128 * 1024];
    private final byte[] digits = new byte[10];
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
        if (rest < BILLION) {
            plain((int) rest);
        } else {
            long billions = rest / BILLION;
            int low = (int) (rest - billions * BILLION);
            if (billions < BILLION) {
                plain((int) billions);
            } else {
                plain((int) (billions / BILLION));
                padded((int) (billions % BILLION));
            }
            padded(low);
        }
        return this;
    }

    private void plain(int value) {
        int rest = value;
        int at = digits.length;
        do {
            int quotient = tenth(rest);
            digits[--at] = (byte) ('0' + (rest - quotient * 10));
            rest = quotient;
        } while (rest != 0);
        System.arraycopy(digits, at, buffer, used, digits.length - at);
        used += digits.length - at;
    }

    /** With zeros in front: nine digits. */
    private void padded(int value) {
        int rest = value;
        for (int at = used + DIGITS - 1; at >= used; at--) {
            int quotient = tenth(rest);
            buffer[at] = (byte) ('0' + (rest - quotient * 10));
            rest = quotient;
        }
        used += DIGITS;
    }

    /** A division, without one: the quick compiler does not find this by itself, and a capture of 10 GB has 10^10 digits. */
    private static int tenth(int value) {
        return (int) ((value * 0xCCCC_CCCDL) >>> 35);
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
