// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.FileBytes;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of a tar archive lie in it: blocks of 512 bytes, a header before each file (POSIX.1-2017 pax, "ustar
 * Interchange Format"; GNU tar manual, "Basic Tar Format"). Long names of GNU ({@code L}) and pax ({@code x}) are known.
 */
final class TarEntries {
    private static final int BLOCK = 512;
    private static final int MAGIC = 257;
    private static final int MOST = 200_000;
    private static final int LONGEST_NAME = 4096;
    private static final int LONGEST_PAX = 1 << 16;

    private final CaptureFile archive;
    private final Bytes bytes;
    private final Map<String, SavedFile> files = new LinkedHashMap<>();
    private @Nullable String damage;
    private @Nullable String longName;
    private long longSize = -1;

    private TarEntries(CaptureFile archive) {
        this.archive = archive;
        this.bytes = new FileBytes(archive, "archive", ByteOrder.BIG_ENDIAN);
    }

    /** Whether a file with this beginning is an archive. */
    static boolean hasMagic(byte[] head) {
        byte[] magic = "ustar".getBytes(StandardCharsets.US_ASCII);
        return head.length >= MAGIC + magic.length
                && java.util.Arrays.equals(head, MAGIC, MAGIC + magic.length, magic, 0, magic.length);
    }

    /** Reads the headers, as far as they make sense. */
    static TarEntries of(CaptureFile archive) throws IOException {
        TarEntries entries = new TarEntries(archive);
        long at = 0;
        while (at >= 0 && entries.files.size() < MOST) {
            at = entries.entry(at);
        }
        return entries;
    }

    /** Regular files by name, without a leading {@code ./}. */
    Map<String, SavedFile> files() {
        return files;
    }

    /** Why not all headers could be read, {@code null} when they could. */
    @Nullable
    String damage() {
        return damage;
    }

    /** Takes the entry at {@code at} and returns where the next one is, -1 at the end. */
    private long entry(long at) throws IOException {
        if (bytes.length() - at < BLOCK) {
            damage = "the archive ends without its end mark";
            return -1;
        }
        if (zeros(at)) {
            return -1;
        }
        long size = longSize >= 0 ? longSize : octal(at + 124, 12);
        int type = bytes.u8(at + 156);
        if (size < 0 || octal(at + 148, 8) != sum(at)) {
            damage = "what should be a header of the archive at " + at + " is none";
            return -1;
        }
        long content = at + BLOCK;
        long available = Math.min(size, bytes.length() - content);
        take(at, type, content, available);
        if (available < size) {
            damage = "the archive is cut off inside of a file at " + content;
            return -1;
        }
        return content + (size + BLOCK - 1) / BLOCK * BLOCK;
    }

    private void take(long at, int type, long content, long size) throws IOException {
        switch (type) {
            case 'L' -> longName = text(content, (int) Math.min(size, LONGEST_NAME));
            case 'x' -> pax(bytes.copy(content, (int) Math.min(size, LONGEST_PAX)));
            case 0, '0', '7' -> {
                String name = longName != null ? longName : name(at);
                files.put(plain(name), new SavedFile(archive.path(), archive, plain(name), content, size));
                forgetLong();
            }
            default -> forgetLong();
        }
    }

    private void forgetLong() {
        longName = null;
        longSize = -1;
    }

    private static String plain(String name) {
        String plain = name;
        while (plain.startsWith("./") || plain.startsWith("/")) {
            plain = plain.substring(plain.indexOf('/') + 1);
        }
        return plain;
    }

    private String name(long at) throws IOException {
        String prefix = bytes.u8(at + MAGIC + 5) == 0 ? text(at + 345, 155) : "";
        String name = text(at, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    /** Lines {@code LENGTH KEY=VALUE\n}. */
    private void pax(byte[] records) {
        String all = new String(records, StandardCharsets.UTF_8);
        for (String line : all.split("\n")) {
            int key = line.indexOf(' ');
            int equals = line.indexOf('=');
            if (key < 0 || equals < key) {
                continue;
            }
            String value = line.substring(equals + 1);
            switch (line.substring(key + 1, equals)) {
                case "path" -> longName = value;
                case "size" -> longSize = value.matches("[0-9]{1,18}") ? Long.parseLong(value) : -1;
                default -> {}
            }
        }
    }

    private String text(long at, int length) throws IOException {
        byte[] field = bytes.copy(at, length);
        int n = 0;
        while (n < length && field[n] != 0) {
            n++;
        }
        return new String(field, 0, n, StandardCharsets.UTF_8);
    }

    /** A number of octal digits, or of GNU's base 256 when its top bit is set; -1 when it is neither. */
    private long octal(long at, int length) throws IOException {
        if ((bytes.u8(at) & 0x80) != 0) {
            return bytes.u64(at + length - 8);
        }
        String digits = text(at, length).strip();
        return digits.matches("[0-7]{1,12}") ? Long.parseLong(digits, 8) : -1;
    }

    /** The sum of the header's bytes, its own field taken as spaces. */
    private long sum(long at) throws IOException {
        byte[] header = bytes.copy(at, BLOCK);
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        return sum;
    }

    private boolean zeros(long at) throws IOException {
        for (byte b : bytes.copy(at, BLOCK)) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
