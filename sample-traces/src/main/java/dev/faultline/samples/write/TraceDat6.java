// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Version 6: parts in a fixed sequence; an instance has its own block of cpu offsets, found through an option
 * (trace-cmd {@code trace-input.c}, {@code read_headers_v6()} and {@code read_options_type()}).
 */
final class TraceDat6 implements Container {
    private final TraceDatSpec spec;
    private final FileOut out;
    private final List<BufferWriter> buffers;
    private final Machine machine;
    private final List<Place> places = new ArrayList<>();
    private final Map<String, Long> instanceOffset = new LinkedHashMap<>();
    private long topTable;

    TraceDat6(TraceDatSpec spec, FileOut out, List<BufferWriter> buffers) {
        this.spec = spec;
        this.out = out;
        this.buffers = buffers;
        this.machine = spec.machine;
    }

    @Override
    public void head() throws IOException {
        TraceDatMetadata metadata = new TraceDatMetadata(spec);
        part("initial", metadata.initial());
        part("headers", metadata.headerInfo());
        part("ftrace events", metadata.ftraceEvents());
        part("events format", metadata.eventFormats());
        part("kallsyms", metadata.kallsyms());
        part("printk", metadata.printk());
        part("command lines", metadata.cmdlines());
        part("cpus", machine.bytes(4, spec.cpus));
        options();
        if (spec.topText != null) {
            part("text", sink().string("latency  ").text(spec.topText).toBytes());
        } else {
            part("flyrecord", sink().string("flyrecord").toBytes());
            topTable = out.position();
            out.write(new byte[16 * spec.cpus]);
            clock(spec.clock == null ? "" : spec.clock);
        }
    }

    @Override
    public void beginBuffer(BufferWriter buffer) {
        // Data may lie anywhere: the tables with its offsets are written later.
    }

    @Override
    public void endBuffer(BufferWriter buffer) throws IOException {
        byte[] table = table(buffer);
        Long offsetAt = instanceOffset.get(buffer.spec().name());
        if (offsetAt == null) {
            out.patch(topTable, table);
            return;
        }
        out.patch(offsetAt, machine.bytes(8, out.position()));
        part(
                "flyrecord " + buffer.label(),
                sink().string("flyrecord").raw(table).toBytes());
        clock(buffer.spec().clock());
    }

    @Override
    public void textBuffer(BufferSpec buffer) {
        // The top buffer's text went into the head, an instance has none in this version.
    }

    @Override
    public void tail() {
        // The tables are complete when their buffers are.
    }

    @Override
    public List<Place> places() {
        return places;
    }

    private void options() throws IOException {
        long start = out.position();
        out.write(sink().string("options  ").toBytes());
        // trace-cmd writes no clock for a text buffer, and takes the text for one if the option is there.
        if (spec.clock != null && spec.topText == null) {
            option(TraceDatOption.TRACE_CLOCK, new byte[0]);
        }
        for (TraceDatOption option : spec.options) {
            option(option.id(), option.encode(machine));
        }
        for (BufferWriter buffer : buffers.subList(1, buffers.size())) {
            instanceOffset.put(buffer.spec().name(), out.position() + 6);
            option(
                    TraceDatOption.BUFFER,
                    sink().u64(0).string(buffer.spec().name()).toBytes());
            if (buffer.spec().cpus() != spec.cpus) {
                option(TraceDatOption.CPU_COUNT, machine.bytes(4, buffer.spec().cpus()));
            }
        }
        out.write(machine.bytes(2, TraceDatOption.DONE));
        places.add(new Place("options", start, out.position() - start));
    }

    private void option(int id, byte[] data) throws IOException {
        out.write(machine.bytes(2, id));
        out.write(machine.bytes(4, data.length));
        out.write(data);
    }

    private byte[] table(BufferWriter buffer) {
        byte[] table = new byte[16 * buffer.spec().cpus()];
        for (CpuWriter cpu : buffer.cpus()) {
            Place place = cpu.place();
            if (place != null) {
                machine.putLong(table, 16 * cpu.cpu(), place.offset());
                machine.putLong(table, 16 * cpu.cpu() + 8, place.length());
            }
        }
        return table;
    }

    private void clock(String name) throws IOException {
        if (spec.clock != null) {
            out.write(sink().sized(name.contains("[") ? name : "[" + name + "]").toBytes());
        }
    }

    private void part(String name, byte[] content) throws IOException {
        places.add(new Place(name, out.position(), content.length));
        out.write(content);
    }

    private ByteSink sink() {
        return new ByteSink(machine);
    }
}
