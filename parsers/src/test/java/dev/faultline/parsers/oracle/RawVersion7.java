// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.InflaterInputStream;

/** The sectioned body of version 7 (formats.md B.1.3, B.1.4). */
final class RawVersion7 {
    private static final int HEADER_INFO = 16;
    private static final int FTRACE_EVENTS = 17;
    private static final int EVENT_FORMATS = 18;
    private static final int KALLSYMS = 19;
    private static final int PRINTK = 20;
    private static final int CMDLINES = 21;
    private static final int BUFFER = 3;
    private static final int BUFFER_TEXT = 22;

    private final RawTraceDat dat;
    private final Bytes in;
    private String compression = "none";

    RawVersion7(RawTraceDat dat, Bytes in) {
        this.dat = dat;
        this.in = in;
    }

    void read() {
        compression = in.name();
        in.name();
        for (long next = in.u64(); next != 0; ) {
            next = options(section(next));
        }
    }

    /** Body of the section at an offset, uncompressed. */
    private Bytes section(long offset) {
        in.seek(offset);
        in.u16();
        boolean compressed = (in.u16() & 1) != 0;
        in.u32();
        long size = in.u64();
        if (!compressed) {
            return new Bytes(in.take(size), dat.order);
        }
        long packed = in.u32();
        long unpacked = in.u32();
        return new Bytes(unpack(in.take(packed), unpacked), dat.order);
    }

    private long options(Bytes options) {
        while (options.more()) {
            int id = options.u16();
            byte[] data = options.take(options.u32());
            Bytes option = new Bytes(data, dat.order);
            if (id == 0) {
                return option.u64();
            } else if (id == BUFFER) {
                buffer(option);
            } else if (id == BUFFER_TEXT) {
                text(option.u64());
            } else if (id >= HEADER_INFO && id <= CMDLINES) {
                content(id, section(option.u64()));
            } else {
                dat.timeOption(id, data);
            }
        }
        return 0;
    }

    private void content(int id, Bytes body) {
        switch (id) {
            case HEADER_INFO -> dat.headerInfo(body);
            case FTRACE_EVENTS -> dat.ftraceEvents(body);
            case EVENT_FORMATS -> dat.eventFormats(body);
            case KALLSYMS -> dat.kallsyms(body.text(body.u32()));
            case PRINTK -> dat.printk(body.text(body.u32()));
            case CMDLINES -> dat.commands(body.text(body.u64()));
            default -> throw new IllegalArgumentException("section " + id);
        }
    }

    private void buffer(Bytes option) {
        long section = option.u64();
        String name = option.name();
        option.name();
        int pageSize = (int) option.u32();
        boolean compressed = (in.seek(section + 2).u16() & 1) != 0;
        Map<Integer, byte[]> cpus = new LinkedHashMap<>();
        for (long count = option.u32(); count > 0; count--) {
            int cpu = (int) option.u32();
            in.seek(option.u64());
            long size = option.u64();
            if (size > 0) {
                cpus.put(cpu, compressed ? chunks() : in.take(size));
            }
        }
        dat.buffers.add(new RawBuffer(name, pageSize, cpus));
    }

    /** A buffer saved as text: in chunks when compressed, like the data of a cpu. */
    private void text(long section) {
        boolean compressed = (in.seek(section + 2).u16() & 1) != 0;
        in.u32();
        long size = in.u64();
        byte[] text = compressed ? chunks() : in.take(size);
        dat.texts.add(new String(text, StandardCharsets.ISO_8859_1));
    }

    private byte[] chunks() {
        ByteArrayOutputStream pages = new ByteArrayOutputStream();
        for (long count = in.u32(); count > 0; count--) {
            long packed = in.u32();
            long unpacked = in.u32();
            pages.writeBytes(unpack(in.take(packed), unpacked));
        }
        return pages.toByteArray();
    }

    private byte[] unpack(byte[] packed, long size) {
        InputStream raw = new ByteArrayInputStream(packed);
        try (InputStream plain = "zlib".equals(compression) ? new InflaterInputStream(raw) : new ZstdInputStream(raw)) {
            return plain.readNBytes((int) size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
