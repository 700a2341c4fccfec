// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.Cursor;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.parsers.metadata.MetadataReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The body of a version 7 file: sections found through a chain of option sections (trace-cmd
 * lib/trace-cmd/trace-input.c, {@code handle_options()}, {@code handle_section()}).
 */
final class SectionedBody {
    private static final int MAX_NAME = 4096;

    private final Contents contents;
    private final Sections sections;
    private final Map<OptionId, Long> pointers = new EnumMap<>(OptionId.class);
    private final List<Bytes> bufferOptions = new ArrayList<>();
    private final List<Bytes> textOptions = new ArrayList<>();

    SectionedBody(Contents contents) {
        this.contents = contents;
        this.sections = new Sections(contents);
    }

    /**
     * Reads everything but records.
     *
     * @throws MalformedCaptureException when the header texts or the formats cannot be read
     */
    void read() throws IOException {
        options(contents.header.firstOptions());
        if (!pointers.containsKey(OptionId.HEADER_INFO)) {
            contents.issues.add(
                    IssueKind.BAD_SECTION,
                    contents.header.firstOptions(),
                    () -> "no option points to the header texts; sections are looked for one after another");
            pointers.putAll(sections.walk());
        }
        MetadataReader metadata = new MetadataReader(contents);
        metadata.headerTexts(sections.body(OptionId.HEADER_INFO, pointer(OptionId.HEADER_INFO)));
        part(OptionId.FTRACE_EVENTS, metadata::ftraceFormats);
        part(OptionId.EVENT_FORMATS, metadata::eventFormats);
        Long kallsyms = pointers.get(OptionId.KALLSYMS);
        if (kallsyms != null) {
            contents.kallsyms = () -> {
                Cursor body = sections.body(OptionId.KALLSYMS, kallsyms);
                return body.slice("kallsyms", body.u32());
            };
        }
        part(OptionId.PRINTK, metadata::printk);
        part(OptionId.CMDLINES, metadata::cmdlines);
        rawFile(OptionId.BTF_FILE);
        rawFile(OptionId.MODULES_FILE);
        buffers();
    }

    /** Reads one part. */
    @FunctionalInterface
    private interface Part {
        void read(Cursor cursor) throws IOException;
    }

    private long pointer(OptionId id) throws IOException {
        Long pointer = pointers.get(id);
        if (pointer == null) {
            throw contents.bytes.malformed(
                    contents.header.firstOptions(), "no " + id + " section", "the layout of sub-buffers (header_page)");
        }
        return pointer;
    }

    private void part(OptionId id, Part part) throws IOException {
        Long pointer = pointers.get(id);
        if (pointer == null) {
            return;
        }
        try {
            part.read(sections.body(id, pointer));
        } catch (MalformedCaptureException e) {
            contents.unreadable(IssueKind.BAD_SECTION, e);
        }
    }

    /** BTF and module lists are whole files without a length of their own; how large they are is a detail. */
    private void rawFile(OptionId id) throws IOException {
        part(id, cursor -> contents.options.keep(id.name(), cursor.remaining() + " bytes"));
    }

    private void options(long first) throws IOException {
        Set<Long> seen = new HashSet<>();
        long at = first;
        while (at != 0) {
            if (!seen.add(at)) {
                long again = at;
                contents.issues.add(IssueKind.OPTION_LOOP, at, () -> "options at " + again + " were read before");
                return;
            }
            try {
                at = optionSection(sections.body(OptionId.DONE, at));
            } catch (MalformedCaptureException e) {
                contents.unreadable(IssueKind.BAD_SECTION, e);
                return;
            }
        }
    }

    /** Reads one section of options and returns where the next one is, 0 at the end. */
    private long optionSection(Cursor cursor) throws IOException {
        while (true) {
            int id = cursor.u16();
            Bytes data = cursor.slice("option " + id, cursor.u32());
            if (id == OptionId.DONE.number()) {
                return data.length() >= 8 ? data.u64(0) : 0;
            }
            try {
                option(id, data);
            } catch (MalformedCaptureException e) {
                contents.unreadable(IssueKind.BAD_OPTION, e);
            }
        }
    }

    private void option(int id, Bytes data) throws IOException {
        OptionId option = OptionId.of(id);
        if (option == null) {
            contents.options.take(id, data);
            return;
        }
        switch (option) {
            case BUFFER -> bufferOptions.add(data);
            case BUFFER_TEXT -> textOptions.add(data);
            case HEADER_INFO, FTRACE_EVENTS, EVENT_FORMATS, KALLSYMS, PRINTK, CMDLINES, BTF_FILE, MODULES_FILE ->
                pointers.put(option, data.u64(0));
            default -> contents.options.take(id, data);
        }
    }

    private void buffers() throws IOException {
        for (Bytes data : bufferOptions) {
            try {
                contents.buffers.add(buffer(new Cursor(data, 0)));
            } catch (MalformedCaptureException e) {
                contents.unreadable(IssueKind.BAD_OPTION, e);
            }
        }
        for (Bytes data : textOptions) {
            try {
                contents.texts.add(text(new Cursor(data, 0)));
            } catch (MalformedCaptureException e) {
                contents.unreadable(IssueKind.BAD_OPTION, e);
            }
        }
        if (bufferOptions.isEmpty() && textOptions.isEmpty()) {
            contents.issues.add(
                    IssueKind.NO_CPU_DATA, contents.header.firstOptions(), () -> "no option describes a buffer");
        }
    }

    /** u64 section; name; clock; u32 sub-buffer size; u32 cpus; each u32 cpu, u64 offset, u64 size. */
    private BufferData buffer(Cursor cursor) throws IOException {
        long section = cursor.u64();
        String name = cursor.cString(MAX_NAME);
        String clock = cursor.cString(MAX_NAME);
        long subBufferSize = cursor.u32();
        long count = cursor.u32();
        List<BufferData.Run> runs = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long cpu = cursor.u32();
            runs.add(new BufferData.Run((int) Math.min(cpu, Short.MAX_VALUE), cursor.u64(), cursor.u64()));
        }
        int size = (int) Math.min(subBufferSize, Integer.MAX_VALUE);
        boolean compressed = sections.compressed(section);
        return new BufferData(name, clock.isEmpty() ? null : clock, size, compressed, List.copyOf(runs));
    }

    /** u64 section; name; clock; the section holds the text, in chunks when compressed. */
    private Contents.TextBuffer text(Cursor cursor) throws IOException {
        long section = cursor.u64();
        String name = cursor.cString(MAX_NAME);
        String clock = cursor.remaining() > 0 ? cursor.cString(MAX_NAME) : "";
        return new Contents.TextBuffer(name, clock.isEmpty() ? null : clock, sections.chunkedBody(section));
    }
}
