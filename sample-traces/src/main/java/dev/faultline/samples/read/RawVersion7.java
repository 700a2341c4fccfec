// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

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
    private static final int BUFFER = 3;
    private static final int CPU_COUNT = 8;
    private static final int HEADER_INFO = 16;
    private static final int FTRACE_EVENTS = 17;
    private static final int EVENT_FORMATS = 18;
    private static final int KALLSYMS = 19;
    private static final int PRINTK = 20;
    private static final int CMDLINES = 21;
    private static final int BUFFER_TEXT = 22;
    private static final int BTF = 23;
    private static final int MODULES = 25;

    private final RawTraceDat dat;
    private final Bytes in;

    RawVersion7(RawTraceDat dat, Bytes in) {
        this.dat = dat;
        this.in = in;
    }

    void read() {
        dat.compression(in.name());
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
            return new Bytes(in.take(size), dat.order());
        }
        long packed = in.u32();
        long unpacked = in.u32();
        return new Bytes(unpack(in.take(packed), unpacked), dat.order());
    }

    private long options(Bytes options) {
        while (options.more()) {
            int id = options.u16();
            byte[] data = options.take(options.u32());
            Bytes option = new Bytes(data, dat.order());
            if (id == 0) {
                return option.u64();
            } else if (id == CPU_COUNT) {
                dat.cpus((int) option.u32());
            } else {
                option(id, data, option);
            }
        }
        return 0;
    }

    private void option(int id, byte[] data, Bytes option) {
        switch (id) {
            case BUFFER -> buffer(option);
            case BUFFER_TEXT -> text(option);
            case HEADER_INFO -> dat.headerInfo(section(option.u64()));
            case FTRACE_EVENTS -> dat.ftraceEvents(section(option.u64()));
            case EVENT_FORMATS -> dat.eventFormats(section(option.u64()));
            case KALLSYMS -> dat.sized("kallsyms", section(option.u64()), 4);
            case PRINTK -> dat.sized("printk", section(option.u64()), 4);
            case CMDLINES -> dat.sized("command lines", section(option.u64()), 8);
            case BTF, MODULES -> dat.file(id, section(option.u64()).remaining());
            default -> dat.option(id, data);
        }
    }

    private void buffer(Bytes option) {
        long section = option.u64();
        String name = option.name();
        String clock = option.name();
        int pageSize = (int) option.u32();
        boolean compressed = (in.seek(section + 2).u16() & 1) != 0;
        Map<Integer, byte[]> cpus = new LinkedHashMap<>();
        int count = 0;
        for (long entries = option.u32(); entries > 0; entries--) {
            int cpu = (int) option.u32();
            count = Math.max(count, cpu + 1);
            in.seek(option.u64());
            long size = option.u64();
            if (size > 0) {
                cpus.put(cpu, compressed ? chunks() : in.take(size));
            }
        }
        dat.buffer(new RawBuffer(name, clock, pageSize, count, cpus, null));
    }

    /** A buffer saved as text: in chunks when compressed, like the data of a cpu. */
    private void text(Bytes option) {
        long section = option.u64();
        String name = option.name();
        String clock = option.name();
        boolean compressed = (in.seek(section + 2).u16() & 1) != 0;
        in.u32();
        long size = in.u64();
        byte[] text = compressed ? chunks() : in.take(size);
        String lines = new String(text, StandardCharsets.ISO_8859_1);
        dat.buffer(new RawBuffer(name, clock, dat.pageSize(), 0, Map.of(), lines));
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
        boolean zlib = dat.compression().equals("zlib");
        try (InputStream plain = zlib ? new InflaterInputStream(raw) : new ZstdInputStream(raw)) {
            return plain.readNBytes((int) size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
