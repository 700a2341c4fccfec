// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The parts of a trace.dat before its options; version 7 makes a section of each (trace-cmd {@code trace-output.c}). */
final class TraceDatMetadata {
    private final TraceDatSpec spec;

    TraceDatMetadata(TraceDatSpec spec) {
        this.spec = spec;
    }

    /** Magic, version, byte order, long size, page size. */
    byte[] initial() {
        ByteSink out = sink().raw(new byte[] {0x17, 0x08, 0x44})
                .text("tracing")
                .string(Integer.toString(spec.version))
                .raw(new byte[] {(byte) (spec.machine.bigEndian() ? 1 : 0), (byte) spec.userLongSize})
                .u32(spec.statedPageSize());
        if (spec.version >= 7) {
            out.string(spec.compression.algorithm()).string(spec.compression.version());
        }
        return out.toBytes();
    }

    byte[] headerInfo() {
        return part(
                "headers",
                () -> sink().string("header_page")
                        .sized(headerPage())
                        .string("header_event")
                        .sized(headerEvent())
                        .toBytes());
    }

    byte[] ftraceEvents() {
        return part("ftrace events", () -> formats(eventsOf("ftrace")).toBytes());
    }

    byte[] eventFormats() {
        return part("events format", this::declaredFormats);
    }

    byte[] kallsyms() {
        return part("kallsyms", () -> sized32(spec.kallsyms));
    }

    byte[] printk() {
        return part("printk", () -> sized32(spec.printk));
    }

    byte[] cmdlines() {
        return part("command lines", () -> sink().sized(spec.cmdlines).toBytes());
    }

    private byte[] declaredFormats() {
        Map<String, List<EventFormat>> systems = new LinkedHashMap<>();
        for (EventFormat event : spec.events) {
            if (!event.system().equals("ftrace")) {
                systems.computeIfAbsent(event.system(), key -> new ArrayList<>())
                        .add(event);
            }
        }
        ByteSink out = sink().u32(systems.size());
        systems.forEach(
                (system, events) -> out.string(system).raw(formats(events).toBytes()));
        return out.toBytes();
    }

    private byte[] part(String name, Supplier<byte[]> made) {
        byte[] given = spec.verbatim.get(name);
        return given == null ? made.get() : given;
    }

    private List<EventFormat> eventsOf(String system) {
        return spec.events.stream()
                .filter(event -> event.system().equals(system))
                .toList();
    }

    private ByteSink formats(List<EventFormat> events) {
        ByteSink out = sink().u32(events.size());
        events.forEach(event -> out.sized(event.text()));
        return out;
    }

    private byte[] sized32(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return sink().u32(utf8.length).raw(utf8).toBytes();
    }

    String headerPage() {
        int longSize = spec.machine.longSize();
        int data = 8 + longSize;
        String overwrite = spec.overwriteField ? line("int overwrite", 8, 1, true) : "";
        return line("u64 timestamp", 0, 8, false)
                + line("local_t commit", 8, longSize, true)
                + overwrite
                + line("char data", data, spec.subBufferSize - data, true);
    }

    private static String line(String declaration, int offset, int size, boolean signed) {
        return "\tfield: " + declaration + ";\toffset:" + offset + ";\tsize:" + size + ";\tsigned:" + (signed ? 1 : 0)
                + ";\n";
    }

    static String headerEvent() {
        return """
                # compressed entry header
                \ttype_len    :    5 bits
                \ttime_delta  :   27 bits
                \tarray       :   32 bits

                \tpadding     : type == 29
                \ttime_extend : type == 30
                \ttime_stamp : type == 31
                \tdata max type_len  == 28
                """;
    }

    private ByteSink sink() {
        return new ByteSink(spec.machine);
    }
}
