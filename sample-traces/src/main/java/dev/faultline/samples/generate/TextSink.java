// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import dev.faultline.samples.print.EventText;
import dev.faultline.samples.write.Row;
import dev.faultline.samples.write.TextFlags;
import dev.faultline.samples.write.TextSpec;
import dev.faultline.samples.write.TextWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Records into a text, as the traced kernel or {@code trace-cmd report} prints them. Beside it lies {@code FILE.uname}: text
 * names no kernel.
 */
final class TextSink implements RecordSink {
    private static final int OLD_PID_WIDTH = 5;

    private final TextWriter writer;
    private final EventText text;
    private final Map<Integer, Task> tasks = new HashMap<>();

    TextSink(Path file, TextSpec spec, Recording recording) throws IOException {
        boolean report = spec.isReport();
        Symbols symbols = recording.symbols();
        text = report ? EventText.report(symbols::print) : EventText.kernel(symbols::print);
        if (!report && !recording.kernel().folios()) {
            spec.flags(TextFlags.FOUR).pidWidth(OLD_PID_WIDTH);
        }
        writer = TextWriter.create(
                file, spec.cpus(recording.cpus()).release(recording.kernel().release()));
        recording.tasks().forEach(task -> tasks.put(task.tid, task));
        Files.writeString(Path.of(file + ".uname"), recording.uname() + "\n");
    }

    @Override
    public void record(int cpu, int tid, long ts, Row row) throws IOException {
        Task task = tasks.get(tid);
        String comm = task == null ? "<idle>" : task.name;
        writer.event(text.event(row, comm, task == null ? -1 : task.tgid, cpu, ts));
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
