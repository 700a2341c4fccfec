// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.RawPagesWriter;
import dev.faultline.samples.write.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Records into a directory as somebody would copy it from tracefs. */
final class RawPagesSink implements RecordSink {
    private static final int PAGE = 4096;

    private final RawPagesWriter[] cpus;

    RawPagesSink(Path directory, Recording recording) throws IOException {
        cpus = new RawPagesWriter[recording.cpus()];
        for (int i = 0; i < cpus.length; i++) {
            Path cpu = Files.createDirectories(directory.resolve("per_cpu").resolve("cpu" + i));
            cpus[i] = new RawPagesWriter(cpu.resolve("trace_pipe_raw"), Machine.LE64, PAGE);
        }
        Path events = directory.resolve("events");
        for (EventFormat format : recording.formats().all()) {
            Path event = Files.createDirectories(events.resolve(format.system()).resolve(format.name()));
            Files.writeString(event.resolve("format"), format.text());
        }
        Files.writeString(events.resolve("header_page"), RawPagesWriter.headerPage(Machine.LE64, PAGE));
        Files.writeString(events.resolve("header_event"), RawPagesWriter.headerEvent());
        Files.writeString(directory.resolve("saved_cmdlines"), recording.commands());
        Files.writeString(directory.resolve("trace_clock"), "local [mono] global\n");
        Files.writeString(directory.resolve("uname"), recording.uname() + "\n");
    }

    @Override
    public void record(int cpu, int tid, long ts, Row row) throws IOException {
        cpus[cpu].record(ts, row);
    }

    @Override
    public void close() throws IOException {
        for (RawPagesWriter cpu : cpus) {
            cpu.close();
        }
    }
}
