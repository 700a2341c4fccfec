// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a trace.dat, version 6 or 7, in constant memory. Cpus may be written in any order and interleaved: the first
 * goes straight into the file, those written meanwhile through spool files beside it. Closing a cpu before the next is
 * begun avoids those, and so does saying beforehand how long each will be ({@link TraceDatSpec#planned}).
 */
public final class TraceDatWriter implements Closeable {
    private final TraceDatSpec spec;
    private final Path path;
    private final FileOut out;
    private final Container container;
    private final List<BufferWriter> buffers = new ArrayList<>();
    private final Set<BufferWriter> finished = new LinkedHashSet<>();
    private @Nullable BufferWriter current;
    private @Nullable CpuWriter straight;
    private @Nullable PlannedRoom room;
    private boolean closed;

    private TraceDatWriter(Path path, TraceDatSpec spec) throws IOException {
        spec.check();
        this.spec = spec;
        this.path = path;
        this.out = new FileOut(path);
        buffers.add(new BufferWriter(this, spec.topBuffer()));
        spec.instances.forEach(instance -> buffers.add(new BufferWriter(this, instance)));
        this.container = spec.version == 6 ? new TraceDat6(spec, out, buffers) : new TraceDat7(spec, out);
    }

    /** Creates or replaces a file. */
    public static TraceDatWriter create(Path path, TraceDatSpec spec) throws IOException {
        TraceDatWriter writer = new TraceDatWriter(path, spec);
        writer.container.head();
        writer.reserve();
        return writer;
    }

    private void reserve() throws IOException {
        if (spec.planned != null) {
            begin(top());
            alignFor(top());
            room = PlannedRoom.reserve(out, spec.planned, spec.subBufferSize);
        }
    }

    /** What to write between {@link #create} and {@link #close}. */
    @FunctionalInterface
    public interface Body {
        void write(TraceDatWriter capture) throws IOException;
    }

    /** A small capture as bytes. */
    public static byte[] bytes(TraceDatSpec spec, Body body) throws IOException {
        Path file = Files.createTempFile("capture", ".dat");
        try {
            try (TraceDatWriter writer = create(file, spec)) {
                body.write(writer);
            }
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    public BufferWriter top() {
        return buffers.get(0);
    }

    /** Cpu of the top buffer. */
    public CpuWriter cpu(int cpu) {
        return top().cpu(cpu);
    }

    public BufferWriter instance(String name) {
        return buffers.stream()
                .filter(buffer -> buffer.spec().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no instance '" + name + "'"));
    }

    /** Where the parts lie; complete after {@link #close}. */
    public List<Place> places() {
        List<Place> places = new ArrayList<>(container.places());
        for (BufferWriter buffer : buffers) {
            for (CpuWriter cpu : buffer.cpus()) {
                Place place = cpu.place();
                if (place != null) {
                    places.add(place);
                }
            }
        }
        return places;
    }

    /** The part of that name. */
    public Place place(String part) {
        return places().stream()
                .filter(place -> place.part().equals(part))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no part '" + part + "' in " + places()));
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            BufferWriter begun = current;
            if (begun != null) {
                finish(begun);
            }
            for (BufferWriter buffer : buffers) {
                finish(buffer);
            }
            container.tail();
        } finally {
            for (BufferWriter buffer : buffers) {
                for (CpuWriter cpu : buffer.cpus()) {
                    cpu.discard();
                }
            }
        }
    }

    TraceDatSpec spec() {
        return spec;
    }

    /** Where the data of a cpu goes that has none yet. */
    CpuData dataOf(CpuWriter cpu) throws IOException {
        if (room != null && cpu.buffer() == top()) {
            return new CpuData(spec.machine, spec.compression, out.part(room.start(cpu.cpu())), null);
        }
        if (straight != null || (current != null && current != cpu.buffer())) {
            Path spool = Files.createTempFile(path.toAbsolutePath().getParent(), path.getFileName() + ".", ".spool");
            return new CpuData(spec.machine, spec.compression, new FileOut(spool), spool);
        }
        straight = cpu;
        begin(cpu.buffer());
        alignFor(cpu.buffer());
        return new CpuData(spec.machine, spec.compression, out, null);
    }

    /** A cpu is complete; if it was the one written straight, another may be now. */
    void release(CpuWriter cpu) throws IOException {
        if (straight == cpu) {
            cpu.finish(out);
            straight = null;
        }
    }

    void finish(BufferWriter buffer) throws IOException {
        if (finished.contains(buffer)) {
            return;
        }
        for (CpuWriter cpu : buffer.cpus()) {
            cpu.flush();
        }
        if (current != null && current != buffer) {
            return;
        }
        finished.add(buffer);
        writeBuffer(buffer);
        current = null;
    }

    private void writeBuffer(BufferWriter buffer) throws IOException {
        if (buffer.spec().text() != null) {
            container.textBuffer(buffer.spec());
            return;
        }
        if (straight != null) {
            release(straight);
        }
        begin(buffer);
        if (room != null && buffer == top()) {
            room.check(buffer.cpus());
        }
        for (CpuWriter cpu : buffer.cpus()) {
            if (!cpu.empty() && cpu.place() == null) {
                alignFor(buffer);
                cpu.finish(out);
            }
        }
        container.endBuffer(buffer);
    }

    private void begin(BufferWriter buffer) throws IOException {
        if (current == null) {
            current = buffer;
            container.beginBuffer(buffer);
        }
    }

    private void alignFor(BufferWriter buffer) throws IOException {
        int size = buffer.spec().subBufferSize();
        out.align(Integer.bitCount(size) == 1 ? size : 4096);
    }
}
