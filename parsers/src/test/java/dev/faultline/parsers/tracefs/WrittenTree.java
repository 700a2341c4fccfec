// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.RawPagesWriter;
import dev.faultline.samples.write.TraceDatSpec;
import dev.faultline.samples.write.TracefsWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A saved tracefs by the independent writers: top buffer, an instance, a snapshot, notes. */
public final class WrittenTree {
    static final int TOP = 500;
    static final int INSTANCE = 40;
    static final int SNAPSHOT = 3;

    private WrittenTree() {}

    static EventFormat event(Machine machine) {
        return EventFormat.builder(machine, "sys", "tick", 300)
                .field("s64", "n")
                .dataLoc("char", "s")
                .printFmt("\"n=%lld\", REC->n")
                .build();
    }

    /** Writes a tree; {@code subBuffer} is the size of the top buffer's sub-buffers, the instance has 8 KiB. */
    public static void write(Path root, Machine machine, int subBuffer) throws IOException {
        EventFormat event = event(machine);
        TracefsWriter tree = new TracefsWriter(root)
                .formats(TraceDatSpec.of(machine).subBufferSize(subBuffer).event(event))
                .text("trace_clock", "local global [mono] counter\n")
                .text("uname", "Linux box 6.12.0 #1 SMP Debian 6.12.0-1 s390x GNU/Linux\n")
                .text("saved_cmdlines", "77 worker\n78 other\n")
                .text("saved_tgids", "77 70\n")
                .text("kallsyms", "ffffffff81000000 T _text\n")
                .text("printk_formats", "0xffffffff82000000 : \"hello %d\\n\"\n")
                .text("buffer_subbuf_size_kb", subBuffer / 1024 + "\n")
                .text("options/hash-ptr", "1\n")
                .text("per_cpu/cpu1/stats", "entries: 500\noverrun: 12\ndropped events: 3\n")
                .text("instances/extra/trace_clock", "local [global]\n")
                .text("instances/extra/buffer_subbuf_size_kb", "8\n");
        pages(tree.place("per_cpu/cpu0/trace_pipe_raw"), machine, subBuffer, 0);
        pages(tree.place("per_cpu/cpu1/trace_pipe_raw"), machine, subBuffer, TOP);
        pages(tree.place("per_cpu/cpu1/snapshot_raw"), machine, subBuffer, SNAPSHOT);
        pages(tree.place("instances/extra/per_cpu/cpu0/trace_pipe_raw"), machine, 8192, INSTANCE);
    }

    private static void pages(Path file, Machine machine, int subBuffer, int count) throws IOException {
        EventFormat event = event(machine);
        try (RawPagesWriter pages = new RawPagesWriter(file, machine, subBuffer)) {
            for (int i = 0; i < count; i++) {
                if (i == TOP / 2) {
                    pages.lost(17);
                }
                pages.record(
                        1000L + i,
                        event.row().setAll(Map.of("common_pid", 77L, "n", (long) -i, "s", "t".repeat(i % 9))));
            }
        }
    }

    /** The tree as one archive, everything below {@code prefix}. */
    public static byte[] tar(Path root, String prefix) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            for (Path file : files) {
                byte[] content = Files.readAllBytes(file);
                TarArchiveEntry entry = new TarArchiveEntry(prefix + root.relativize(file));
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }
}
