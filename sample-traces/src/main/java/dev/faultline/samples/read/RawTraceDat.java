// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A second reader of trace.dat: the whole file in memory, one step after the other, written from the format description
 * (formats.md B.1) and sharing no code with the reader it checks. Files of up to 2 GiB.
 */
public final class RawTraceDat {
    private static final int MAGIC_LENGTH = 10;
    private static final byte[] MAGIC = {0x17, 0x08, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g'};

    private final int version;
    private final ByteOrder order;
    private final int userLongSize;
    private final int pageSize;
    private final Map<Integer, RawEvent> events = new HashMap<>();
    private final Map<String, byte[]> parts = new LinkedHashMap<>();
    private final List<RawOption> options = new ArrayList<>();
    private final Map<Integer, byte[]> files = new LinkedHashMap<>();
    private final List<RawBuffer> buffers = new ArrayList<>();
    private String compression = "none";
    private int cpus;
    private int longSize = 8;
    private int dataOffset = 16;
    private long tsOffset;

    private RawTraceDat(int version, ByteOrder order, int userLongSize, int pageSize) {
        this.version = version;
        this.order = order;
        this.userLongSize = userLongSize;
        this.pageSize = pageSize;
    }

    /**
     * Reads a file, also one packed as {@code .zst} or {@code .gz}.
     *
     * @throws IllegalArgumentException when it is not a trace.dat
     */
    public static RawTraceDat read(Path file) throws IOException {
        byte[] bytes = Packed.read(file);
        if (bytes.length < MAGIC_LENGTH || !startsWithMagic(bytes)) {
            throw new IllegalArgumentException(file + ": not a trace.dat");
        }
        Bytes in = new Bytes(bytes, ByteOrder.LITTLE_ENDIAN).skip(MAGIC_LENGTH);
        int version = Integer.parseInt(in.name());
        ByteOrder order = in.u8() == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        int userLong = in.u8();
        in = new Bytes(bytes, order).seek(in.at());
        RawTraceDat dat = new RawTraceDat(version, order, userLong, (int) in.u32());
        if (version == 6) {
            new RawVersion6(dat, in).read();
        } else {
            new RawVersion7(dat, in).read();
        }
        return dat;
    }

    /** Formats in the file format that perf shares with the first trace-cmd: feature TRACING_DATA of a perf.data. */
    static RawTraceDat tracingData(byte[] bytes, ByteOrder order) {
        Bytes in = new Bytes(bytes, order).skip(MAGIC_LENGTH);
        in.name();
        in.skip(1);
        RawTraceDat dat = new RawTraceDat(0, order, in.u8(), (int) in.u32());
        dat.headerInfo(in);
        dat.ftraceEvents(in);
        dat.eventFormats(in);
        return dat;
    }

    /** Sub-buffers without a container, of a 64-bit machine of little-endian order. */
    static RawTraceDat loose(int subBufferSize) {
        return new RawTraceDat(0, ByteOrder.LITTLE_ENDIAN, Long.BYTES, subBufferSize);
    }

    void declare(RawEvent event) {
        events.put(event.id(), event);
    }

    private static boolean startsWithMagic(byte[] bytes) {
        for (int i = 0; i < MAGIC_LENGTH; i++) {
            if (bytes[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /** 6 or 7. */
    public int version() {
        return version;
    }

    public ByteOrder order() {
        return order;
    }

    /** The recorder's own {@code long} [bytes]. */
    public int userLongSize() {
        return userLongSize;
    }

    /** Of the file header [bytes]; in version 6 also the size of a sub-buffer. */
    public int pageSize() {
        return pageSize;
    }

    /** Name of the compression of a version 7 file, {@code none} otherwise. */
    public String compression() {
        return compression;
    }

    /** Cpus as the file states them, 0 when it does not. */
    public int cpus() {
        return cpus;
    }

    /** The kernel's {@code long} [bytes], from the size of {@code commit} in header_page. */
    public int longSize() {
        return longSize;
    }

    /** Where the records of a sub-buffer begin [bytes]. */
    public int dataOffset() {
        return dataOffset;
    }

    /** What the options DATE and OFFSET add to every time stamp [ns]. */
    public long tsOffset() {
        return tsOffset;
    }

    /** Buffers in the file's order; the top one has the empty name. */
    public List<RawBuffer> buffers() {
        return Collections.unmodifiableList(buffers);
    }

    /** Buffers that were saved as text. */
    public List<String> texts() {
        return buffers.stream()
                .map(RawBuffer::text)
                .filter(text -> text != null)
                .toList();
    }

    /** Options that say something: those that only find sections, buffers or the end are left out. */
    public List<RawOption> options() {
        return Collections.unmodifiableList(options);
    }

    /** Sections that are a file's bytes, by id: 23 BTF, 25 modules. */
    public Map<Integer, byte[]> files() {
        return Collections.unmodifiableMap(files);
    }

    /** The metadata byte for byte, by name: headers, ftrace events, events format, kallsyms, printk, command lines. */
    public Map<String, byte[]> parts() {
        return Collections.unmodifiableMap(parts);
    }

    /** Events the file declares, and those of its records that it does not. */
    public Collection<RawEvent> events() {
        return Collections.unmodifiableCollection(events.values());
    }

    /** Lines of kallsyms. */
    public List<String> kallsyms() {
        return text("kallsyms", 4).lines().toList();
    }

    /** Texts of {@code printk_formats} by address. */
    public Map<Long, String> printk() {
        Map<Long, String> texts = new HashMap<>();
        text("printk", 4).lines().filter(line -> line.contains(" : ")).forEach(line -> {
            int colon = line.indexOf(" : ");
            long address = Long.parseUnsignedLong(line.substring(2, colon).strip(), 16);
            texts.put(address, line.substring(colon + 4, line.lastIndexOf('"')));
        });
        return texts;
    }

    /** Records of every buffer and cpu, each list in buffer order. */
    public List<List<RawRecord>> records() {
        List<List<RawRecord>> all = new ArrayList<>();
        for (RawBuffer buffer : buffers) {
            buffer.cpus().keySet().stream()
                    .sorted()
                    .forEach(cpu -> all.add(subBuffers(buffer, cpu).stream()
                            .flatMap(subBuffer -> subBuffer.records().stream())
                            .toList()));
        }
        return all;
    }

    /** The sub-buffers of one cpu, in buffer order. */
    public List<RawSubBuffer> subBuffers(RawBuffer buffer, int cpu) {
        return new RawPages(this, buffer, cpu).subBuffers();
    }

    /** The event of a record; an id that no format declares is blktrace, which the kernel exports no format of. */
    public RawEvent event(int id) {
        RawEvent event = events.get(id);
        if (event == null && id == RawEvent.BLKTRACE_ID) {
            event = RawEvent.blktrace();
            events.put(id, event);
        }
        if (event == null) {
            throw new IllegalArgumentException("record of unknown event " + id);
        }
        return event;
    }

    void compression(String name) {
        compression = name;
    }

    void cpus(int count) {
        cpus = count;
    }

    void buffer(RawBuffer buffer) {
        buffers.add(buffer);
    }

    void file(int section, byte[] content) {
        files.put(section, content);
    }

    /** An option; two of them shift time (formats.md B.1.3): DATE in microseconds, OFFSET in nanoseconds. */
    void option(int id, byte[] data) {
        options.add(new RawOption(id, data));
        String text =
                new String(data, StandardCharsets.ISO_8859_1).replace("\0", "").strip();
        if (id == 1) {
            tsOffset += Long.decode(text) * 1000;
        } else if (id == 7) {
            tsOffset += Long.decode(text);
        }
    }

    void headerInfo(Bytes in) {
        int start = in.at();
        expect(in.name(), "header_page");
        String page = in.text(in.u64());
        for (String line : page.split("\n", -1)) {
            if (line.contains(" commit;")) {
                longSize = numberAfter(line, "size:");
            } else if (line.contains(" data;")) {
                dataOffset = numberAfter(line, "offset:");
            }
        }
        expect(in.name(), "header_event");
        in.skip(in.u64());
        keep("headers", in, start);
    }

    void ftraceEvents(Bytes in) {
        int start = in.at();
        formats(in, "ftrace");
        keep("ftrace events", in, start);
    }

    void eventFormats(Bytes in) {
        int start = in.at();
        for (long systems = in.u32(); systems > 0; systems--) {
            formats(in, in.name());
        }
        keep("events format", in, start);
    }

    /** A text behind its length, which has {@code lengthBytes} bytes. */
    void sized(String part, Bytes in, int lengthBytes) {
        int start = in.at();
        in.skip(lengthBytes == 4 ? in.u32() : in.u64());
        keep(part, in, start);
    }

    private void keep(String part, Bytes in, int start) {
        int end = in.at();
        parts.put(part, in.seek(start).take(end - start));
    }

    private String text(String part, int lengthBytes) {
        byte[] bytes = parts.getOrDefault(part, new byte[lengthBytes]);
        return new String(bytes, lengthBytes, bytes.length - lengthBytes, StandardCharsets.ISO_8859_1);
    }

    private void formats(Bytes in, String system) {
        for (long count = in.u32(); count > 0; count--) {
            RawEvent event = RawEvent.parse(system, in.text(in.u64()));
            events.put(event.id(), event);
        }
    }

    private static int numberAfter(String line, String key) {
        String rest = line.substring(line.indexOf(key) + key.length());
        return Integer.parseInt(rest.substring(0, rest.indexOf(';')));
    }

    private static void expect(String found, String expected) {
        if (!found.equals(expected)) {
            throw new IllegalArgumentException("found " + found + ", expected " + expected);
        }
    }
}
