// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Version 7: a chain of sections, found through options (trace-cmd {@code trace-output.c},
 * {@code tcmd_out_write_section_header()}).
 */
final class TraceDat7 implements Container {
    private static final int STRINGS = 15;
    private static final int BUFFER_TEXT = 22;
    private static final int COMPRESSED = 1;

    private final TraceDatSpec spec;
    private final FileOut out;
    private final Machine machine;
    private final ByteSink strings;
    private final List<Place> places = new ArrayList<>();
    private final List<TraceDatOption> pending = new ArrayList<>();
    private long nextOptions;
    private long sectionStart;
    private long bufferStart;

    TraceDat7(TraceDatSpec spec, FileOut out) {
        this.spec = spec;
        this.out = out;
        this.machine = spec.machine;
        this.strings = new ByteSink(machine);
    }

    @Override
    public void head() throws IOException {
        TraceDatMetadata metadata = new TraceDatMetadata(spec);
        out.write(metadata.initial());
        nextOptions = out.position();
        out.write(machine.bytes(8, 0));
        places.add(new Place("initial", 0, out.position()));
        pointed(16, "headers", metadata.headerInfo());
        pointed(17, "ftrace events", metadata.ftraceEvents());
        pointed(18, "events format", metadata.eventFormats());
        pointed(19, "kallsyms", metadata.kallsyms());
        pointed(20, "printk", metadata.printk());
        String clock = "[" + spec.topBuffer().clock() + "]";
        if (spec.clockOption && spec.options.stream().noneMatch(option -> option.id() == TraceDatOption.TRACE_CLOCK)) {
            pending.add(new TraceDatOption(TraceDatOption.TRACE_CLOCK, body -> body.string(clock)));
        }
        pending.addAll(spec.options);
        pointed(21, "command lines", metadata.cmdlines());
        for (Map.Entry<Integer, byte[]> file : spec.fileSections.entrySet()) {
            pointed(file.getKey(), "file " + file.getKey(), file.getValue());
        }
        pending.add(new TraceDatOption(TraceDatOption.CPU_COUNT, body -> body.u32(spec.cpus)));
        options();
    }

    @Override
    public void beginBuffer(BufferWriter buffer) throws IOException {
        bufferStart = out.position();
        begin(TraceDatOption.BUFFER, "buffer flyrecord " + buffer.spec().name(), compressed());
    }

    @Override
    public void endBuffer(BufferWriter buffer) throws IOException {
        end("buffer " + buffer.label());
        BufferSpec about = buffer.spec();
        if (about.name().isEmpty() && !spec.withTop) {
            return;
        }
        long start = bufferStart;
        List<CpuWriter> cpus =
                buffer.cpus().stream().filter(cpu -> cpu.place() != null).toList();
        pending.add(new TraceDatOption(TraceDatOption.BUFFER, body -> {
            body.u64(start).string(about.name()).string(about.clock()).u32(about.subBufferSize());
            body.u32(cpus.size());
            cpus.forEach(cpu -> cpuEntry(body, cpu));
        }));
    }

    private static void cpuEntry(ByteSink body, CpuWriter cpu) {
        Place place = cpu.place();
        if (place != null) {
            body.u32(cpu.cpu()).u64(place.offset()).u64(place.length());
        }
    }

    @Override
    public void textBuffer(BufferSpec buffer) throws IOException {
        String text = String.valueOf(buffer.text());
        long start = out.position();
        begin(BUFFER_TEXT, "buffer latency", compressed());
        byte[] bytes = new ByteSink(machine).text(text).toBytes();
        if (compressed() == COMPRESSED) {
            CpuData chunks = new CpuData(machine, spec.compression, out, null);
            chunks.write(bytes, bytes.length);
            chunks.finish("text", out);
        } else {
            out.write(bytes);
        }
        end("text " + buffer.name());
        pending.add(new TraceDatOption(
                BUFFER_TEXT, body -> body.u64(start).string(buffer.name()).string(buffer.clock())));
    }

    @Override
    public void tail() throws IOException {
        options();
        byte[] text = strings.toBytes();
        begin(STRINGS, "strings", compressed());
        content(text, compressed());
        end("strings");
    }

    @Override
    public List<Place> places() {
        return places;
    }

    private void pointed(int id, String description, byte[] content) throws IOException {
        long start = out.position();
        pending.add(new TraceDatOption(id, body -> body.u64(start)));
        begin(id, description, compressed());
        content(content, compressed());
        end(description);
    }

    private void options() throws IOException {
        out.patch(nextOptions, machine.bytes(8, out.position()));
        begin(TraceDatOption.DONE, "options", 0);
        for (TraceDatOption option : pending) {
            byte[] data = option.encode(machine);
            out.write(machine.bytes(2, option.id()));
            out.write(machine.bytes(4, data.length));
            out.write(data);
        }
        pending.clear();
        out.write(machine.bytes(2, TraceDatOption.DONE));
        out.write(machine.bytes(4, 8));
        nextOptions = out.position();
        out.write(machine.bytes(8, 0));
        end("options");
    }

    private int compressed() {
        return spec.compression == Compression.NONE ? 0 : COMPRESSED;
    }

    private void begin(int id, String description, int flags) throws IOException {
        out.write(machine.bytes(2, id));
        out.write(machine.bytes(2, flags));
        out.write(machine.bytes(4, strings.size()));
        out.write(machine.bytes(8, 0));
        strings.string(description);
        sectionStart = out.position();
    }

    private void content(byte[] content, int flags) throws IOException {
        if (flags == COMPRESSED) {
            byte[] packed = spec.compression.compress(content, content.length);
            out.write(machine.bytes(4, packed.length));
            out.write(machine.bytes(4, content.length));
            out.write(packed);
        } else {
            out.write(content);
        }
    }

    private void end(String part) throws IOException {
        long length = out.position() - sectionStart;
        out.patch(sectionStart - 8, machine.bytes(8, length));
        places.add(new Place(part, sectionStart, length));
    }
}
