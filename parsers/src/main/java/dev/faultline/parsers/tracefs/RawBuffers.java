// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.CpuStats;
import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.parsers.metadata.SavedTables;
import dev.faultline.parsers.ringbuffer.CpuBuffer;
import dev.faultline.parsers.ringbuffer.StoredCpuBuffer;
import dev.faultline.parsers.schema.HeaderPage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The ring buffers of a saved tracefs: the top buffer first, then instances by name. */
final class RawBuffers {
    private static final int LARGEST = 1 << 27;

    private final TracefsContents contents;
    private final TracefsReader reader;
    private final HeaderPage page;
    private final List<Buffer> list = new ArrayList<>();
    private final List<CpuBuffer> cpus = new ArrayList<>();
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    /** Where one cpu's sub-buffers are. */
    private record Run(RawName name, String place, CaptureFile file, long offset, long size) {}

    private RawBuffers(TracefsContents contents, TracefsReader reader, HeaderPage page) {
        this.contents = contents;
        this.reader = reader;
        this.page = page;
    }

    static RawBuffers of(TracefsContents contents, TracefsReader reader, HeaderPage page) throws IOException {
        RawBuffers buffers = new RawBuffers(contents, reader, page);
        Map<RawName, List<Run>> byBuffer = buffers.runs();
        buffers.order = buffers.order(byBuffer);
        for (Map.Entry<RawName, List<Run>> buffer : byBuffer.entrySet()) {
            buffers.add(buffer.getKey(), buffer.getValue());
        }
        if (byBuffer.isEmpty()) {
            contents.issues.add(IssueKind.NO_CPU_DATA, 0, () -> "no trace_pipe_raw");
        }
        return buffers;
    }

    /** All buffers, by id. */
    List<Buffer> list() {
        return list;
    }

    /** Their data. */
    List<CpuBuffer> cpus() {
        return cpus;
    }

    /** Byte order of the recorded machine. */
    ByteOrder order() {
        return order;
    }

    private Map<RawName, List<Run>> runs() throws IOException {
        Map<RawName, SavedFile> found = new TreeMap<>(RawName.ORDER);
        contents.tree.files().forEach((path, file) -> {
            RawName name = RawName.of(path);
            if (name != null) {
                found.putIfAbsent(name, file);
            }
        });
        Map<RawName, List<Run>> runs = new TreeMap<>(RawName.ORDER);
        for (Map.Entry<RawName, SavedFile> raw : found.entrySet()) {
            List<Run> cpus = runs.computeIfAbsent(raw.getKey().ofBuffer(), name -> new ArrayList<>());
            try {
                cpus.add(run(raw.getKey(), raw.getValue()));
            } catch (MalformedCaptureException e) {
                contents.unreadable(IssueKind.BAD_SECTION, e);
            }
        }
        return runs;
    }

    private Run run(RawName name, SavedFile saved) throws IOException {
        CaptureFile archive = saved.archive();
        if (archive != null) {
            return new Run(name, saved.place(), archive, saved.offset(), saved.length());
        }
        CaptureFile file = CaptureFile.open(saved.path());
        contents.raw.add(file);
        contents.packing(file);
        return new Run(name, saved.place(), file, 0, file.length());
    }

    private ByteOrder order(Map<RawName, List<Run>> byBuffer) throws IOException {
        byte[] head = new byte[16];
        for (List<Run> runs : byBuffer.values()) {
            for (Run run : runs) {
                int n = run.size < head.length ? 0 : run.file.read(run.offset, head, 0, head.length);
                ByteOrder found = n < head.length ? null : PageOrder.of(head, page);
                if (found != null) {
                    return found;
                }
            }
        }
        return ByteOrder.LITTLE_ENDIAN;
    }

    private void add(RawName buffer, List<Run> runs) throws IOException {
        int id = list.size();
        String name = buffer.bufferName();
        String directory = buffer.directory();
        String clock = reader.clock(directory);
        int size = subBufferSize(directory);
        list.add(new Buffer(
                id, name, clock, size, runs.stream().map(run -> run.name.cpu()).toList()));
        for (Run run : runs) {
            if (!buffer.snapshot()) {
                stats(directory, run.name.cpu(), id);
            }
            StoredCpuBuffer.Source source = new StoredCpuBuffer.Source(
                    run.name.cpu(), id, size, run.place, run.offset, run.size, run.file.damage() != null);
            cpus.add(new StoredCpuBuffer(run.file, order, source, CpuBuffer.CHUNK));
        }
        String first = Objects.requireNonNullElse(list.get(0).clock(), "");
        if (clock != null && !clock.equals(first)) {
            contents.issues.add(
                    IssueKind.MIXED_CLOCKS,
                    0,
                    () -> "buffer \"" + name + "\" uses " + clock + ", the first one " + first);
        }
    }

    /** An instance may have its own size since Linux 6.8; header_page states the top buffer's. */
    private int subBufferSize(String directory) throws IOException {
        int stated = page.dataOffset() + page.dataSize();
        SavedFile file = directory.isEmpty() ? null : contents.tree.find(directory + "buffer_subbuf_size_kb");
        if (file == null) {
            return stated;
        }
        String text = file.text().text().strip();
        boolean number = text.matches("[0-9]{1,6}");
        int own = number ? Integer.parseInt(text) * 1024 : stated;
        return own > 0 && own <= LARGEST ? own : stated;
    }

    private void stats(String directory, int cpu, int id) throws IOException {
        SavedFile file = contents.tree.find(directory + "per_cpu/cpu" + cpu + "/stats");
        file = file == null && directory.isEmpty() ? contents.tree.find("stats.cpu" + cpu) : file;
        if (file != null) {
            Map<String, String> values = SavedTables.stats(file.text().text());
            contents.cpuStats.add(new CpuStats(cpu, id, Collections.unmodifiableMap(values)));
        }
    }

    /** Clock of the first buffer. */
    @Nullable
    String clock() {
        return list.isEmpty() ? null : list.get(0).clock();
    }
}
