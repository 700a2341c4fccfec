// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.Cursor;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.parsers.metadata.MetadataReader;
import dev.faultline.parsers.metadata.SavedTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a version 6 file, one part after another (trace-cmd lib/trace-cmd/trace-input.c,
 * {@code read_headers_v6()}, {@code read_cpus()}, {@code init_data_v6()}).
 */
final class SequentialBody {
    private static final int TAG = 10;
    private static final int MAX_CPUS = 1 << 16;

    private final Contents contents;
    private final List<Instance> instances = new ArrayList<>();

    /** An instance named by a BUFFER option; its cpu count may follow in a CPUCOUNT option. */
    private static final class Instance {
        final String name;
        final long offset;
        int cpus;

        Instance(String name, long offset) {
            this.name = name;
            this.offset = offset;
        }
    }

    SequentialBody(Contents contents) {
        this.contents = contents;
    }

    /**
     * Reads everything but records.
     *
     * @throws MalformedCaptureException when the header texts or the formats cannot be read
     */
    void read() throws IOException {
        MetadataReader metadata = new MetadataReader(contents);
        Cursor cursor = new Cursor(contents.bytes, contents.header.end());
        metadata.headerTexts(cursor);
        try {
            metadata.ftraceFormats(cursor);
            metadata.eventFormats(cursor);
            metadata.kallsyms(cursor);
            metadata.printk(cursor);
            metadata.cmdlines(cursor);
        } catch (MalformedCaptureException e) {
            contents.unreadable(IssueKind.BAD_SECTION, e);
            noRecords(cursor.at());
            return;
        }
        readBuffers(cursor);
    }

    private void readBuffers(Cursor cursor) throws IOException {
        try {
            int cpus = cpus(cursor.bytes(), cursor.at(), cursor.u32());
            buffer(cursor, "", cpus);
        } catch (MalformedCaptureException e) {
            contents.unreadable(IssueKind.TRUNCATED, e);
            noRecords(cursor.at());
            return;
        }
        for (Instance instance : List.copyOf(instances)) {
            try {
                int cpus = instance.cpus > 0 ? instance.cpus : topCpus();
                buffer(new Cursor(contents.bytes, instance.offset), instance.name, cpus);
            } catch (MalformedCaptureException e) {
                contents.unreadable(IssueKind.TRUNCATED, e);
            }
        }
    }

    private void noRecords(long at) {
        contents.issues.add(IssueKind.NO_CPU_DATA, at, () -> "no table of cpus behind the metadata");
    }

    private int topCpus = 1;

    private int topCpus() {
        return topCpus;
    }

    private static int cpus(Bytes bytes, long at, long count) throws IOException {
        if (count > MAX_CPUS) {
            throw bytes.malformed(at, count + " cpus", "at most " + MAX_CPUS);
        }
        return (int) count;
    }

    /** A tag, perhaps options and another tag, then text or a table of cpus. */
    private void buffer(Cursor cursor, String name, int cpus) throws IOException {
        String tag = tag(cursor);
        if (tag.startsWith("options")) {
            options(cursor);
            tag = tag(cursor);
        }
        if (tag.startsWith("latency")) {
            Bytes text = cursor.slice("latency text", cursor.remaining());
            contents.texts.add(new Contents.TextBuffer(name, contents.options.clock, text));
        } else if (tag.startsWith("flyrecord")) {
            cpuTable(cursor, name, cpus);
        } else {
            throw cursor.bytes().malformed(cursor.at() - TAG, "tag \"" + tag + "\"", "options, latency or flyrecord");
        }
    }

    private static String tag(Cursor cursor) throws IOException {
        byte[] tag = cursor.bytes().copy(cursor.at(), TAG);
        cursor.skip(TAG);
        return new String(tag, java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace("\0", "")
                .strip();
    }

    private void options(Cursor cursor) throws IOException {
        for (int id = cursor.u16(); id != OptionId.DONE.number(); id = cursor.u16()) {
            Bytes data = cursor.slice("option " + id, cursor.u32());
            try {
                option(id, data);
            } catch (MalformedCaptureException e) {
                contents.unreadable(IssueKind.BAD_OPTION, e);
            }
        }
    }

    private void option(int id, Bytes data) throws IOException {
        if (id == OptionId.BUFFER.number()) {
            instances.add(new Instance(data.cString(8, 4096), data.u64(0)));
        } else if (id == OptionId.CPUCOUNT.number() && !instances.isEmpty()) {
            instances.get(instances.size() - 1).cpus = cpus(data, 0, data.u32(0));
        } else {
            contents.options.take(id, data);
        }
    }

    private void cpuTable(Cursor cursor, String name, int cpus) throws IOException {
        if (name.isEmpty()) {
            topCpus = cpus;
        }
        List<BufferData.Run> runs = new ArrayList<>();
        for (int cpu = 0; cpu < cpus; cpu++) {
            long offset = cursor.u64();
            long size = cursor.u64();
            if (size != 0) {
                runs.add(new BufferData.Run(cpu, offset, size));
            }
        }
        String clock = contents.options.clockFollows ? clock(cursor, cpus) : contents.options.clock;
        if (name.isEmpty()) {
            contents.options.clock = clock;
        }
        contents.buffers.add(new BufferData(name, clock, contents.header.pageSize(), false, runs));
    }

    /**
     * u64 size and the text of trace_clock. Where CPUCOUNT raised the number of cpus, one pair of zeros for a cpu that
     * does not exist comes first. A missing text means {@code local}: old writers left it out.
     */
    private @org.jspecify.annotations.Nullable String clock(Cursor cursor, int cpus) throws IOException {
        try {
            if (contents.options.cpuCount > cpus && cursor.u64() == 0) {
                cursor.u64();
            }
            return SavedTables.selected(OptionValues.string(cursor.slice("trace clock", cursor.u64())));
        } catch (MalformedCaptureException e) {
            return null;
        }
    }
}
