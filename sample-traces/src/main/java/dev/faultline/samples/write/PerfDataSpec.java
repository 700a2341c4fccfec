// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Everything of a perf.data but its records. Start with {@link #of}, chain, hand it to {@link PerfDataWriter}. */
public final class PerfDataSpec {
    static final int TRACING_DATA = 1;
    static final int EVENT_DESC = 12;
    static final int COMPRESSED = 27;

    final Machine machine;
    boolean pipe;
    boolean compressed;
    boolean sized;
    boolean first;
    final List<PerfAttr> attrs = new ArrayList<>();
    final List<EventFormat> events = new ArrayList<>();
    private final Map<Integer, Consumer<ByteSink>> features = new TreeMap<>();

    private PerfDataSpec(Machine machine) {
        this.machine = machine;
    }

    /** A regular file, uncompressed, without features beyond the names of its events. */
    public static PerfDataSpec of(Machine machine) {
        return new PerfDataSpec(machine);
    }

    /** As {@code perf record -o -} writes: everything in the stream. */
    public PerfDataSpec pipe() {
        pipe = true;
        return this;
    }

    /** Kernel records in zstd, as {@code perf record -z}. */
    public PerfDataSpec compressed() {
        compressed = true;
        return this;
    }

    /** As {@link #compressed}, in COMPRESSED2 records, which say how much of them is data: perf since 6.16. */
    public PerfDataSpec compressedWithSize() {
        compressed = true;
        sized = true;
        return this;
    }

    /** Version 1 of the format: another magic, from which nobody can tell the byte order. */
    public PerfDataSpec version1() {
        first = true;
        return this;
    }

    public PerfDataSpec attr(PerfAttr attr) {
        attrs.add(attr);
        return this;
    }

    /** A tracepoint's format, for feature TRACING_DATA. */
    public PerfDataSpec event(EventFormat event) {
        events.add(event);
        return this;
    }

    /** A feature that is one string: 3 hostname, 4 release, 5 perf's version, 6 machine, 8 and 9 cpu. */
    public PerfDataSpec feature(int bit, String text) {
        return feature(bit, out -> string(out, text));
    }

    /** Feature 11, the command line. */
    public PerfDataSpec commandLine(String... words) {
        return feature(11, out -> {
            out.u32(words.length);
            for (String word : words) {
                string(out, word);
            }
        });
    }

    /** Any feature. */
    public PerfDataSpec feature(int bit, Consumer<ByteSink> content) {
        features.put(bit, content);
        return this;
    }

    /** One size for all attrs of a file. */
    int attrSize() {
        return attrs.get(0).size();
    }

    void check() {
        if (attrs.isEmpty() || attrs.stream().anyMatch(attr -> attr.size() != attrSize())) {
            throw new IllegalArgumentException("a perf.data has attrs, all of one size");
        }
    }

    /** All features by bit, encoded. */
    Map<Integer, byte[]> encodedFeatures() {
        Map<Integer, Consumer<ByteSink>> all = new TreeMap<>(features);
        all.put(EVENT_DESC, this::eventDescription);
        if (!events.isEmpty()) {
            all.put(TRACING_DATA, out -> out.raw(tracingData()));
        }
        if (compressed) {
            all.put(COMPRESSED, out -> out.u32(1).u32(1).u32(1).u32(3).u32(528_384));
        }
        Map<Integer, byte[]> encoded = new TreeMap<>();
        all.forEach((bit, content) -> {
            ByteSink out = new ByteSink(machine);
            content.accept(out);
            encoded.put(bit, out.toBytes());
        });
        return encoded;
    }

    /** The formats, in the file format that perf shares with the first trace-cmd. */
    byte[] tracingData() {
        TraceDatSpec trace = TraceDatSpec.of(machine).events(events);
        TraceDatMetadata metadata = new TraceDatMetadata(trace);
        return new ByteSink(machine)
                .raw(new byte[] {0x17, 0x08, 0x44})
                .text("tracing")
                .string("0.6")
                .raw(new byte[] {(byte) (machine.bigEndian() ? 1 : 0), (byte) machine.longSize()})
                .u32(4096)
                .raw(metadata.headerInfo())
                .raw(metadata.ftraceEvents())
                .raw(metadata.eventFormats())
                .raw(metadata.kallsyms())
                .raw(metadata.printk())
                .raw(metadata.cmdlines())
                .toBytes();
    }

    private void eventDescription(ByteSink out) {
        out.u32(attrs.size()).u32(attrSize());
        for (PerfAttr attr : attrs) {
            out.raw(attr.encode(machine));
            out.u32(attr.ids().size());
            string(out, attr.name());
            attr.ids().forEach(out::u64);
        }
    }

    /** u32 length, text, zeros to a multiple of 64. */
    private static void string(ByteSink out, String text) {
        int start = out.size() + 4;
        int length = (text.length() + 64) & -64;
        out.u32(length).string(text);
        out.raw(new byte[start + length - out.size()]);
    }
}
