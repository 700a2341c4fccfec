// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.capture.PrintkFormat;
import dev.faultline.parsers.capture.TaskName;
import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.FileBytes;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.HeaderPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What opening a trace.dat file collects, whichever version it has. */
final class Contents {
    final CaptureFile file;
    final TraceDatHeader header;
    final Bytes bytes;
    final IssueLog issues;
    final OptionValues options = new OptionValues();
    final List<EventSchema> schemas = new ArrayList<>();
    final List<BufferData> buffers = new ArrayList<>();
    final List<TextBuffer> texts = new ArrayList<>();
    List<PrintkFormat> printkFormats = List.of();
    List<TaskName> tasks = List.of();

    @Nullable
    HeaderPage headerPage;

    @Nullable
    Kallsyms kallsyms;

    /** Unpacks and cuts out the kallsyms text; done when somebody asks, because it is large. */
    @FunctionalInterface
    interface Kallsyms {
        /** The text. */
        Bytes text() throws IOException;
    }

    /**
     * A buffer saved as text.
     *
     * @param name instance name, empty for the top buffer
     * @param clock its clock, where stated
     * @param text the text of its {@code trace} file
     */
    record TextBuffer(String name, @Nullable String clock, Bytes text) {}

    Contents(CaptureFile file, TraceDatHeader header) {
        this.file = file;
        this.header = header;
        this.bytes = new FileBytes(file, "", header.order());
        this.issues = new IssueLog(file.name());
    }

    /** Notes a part that cannot be read; reading goes on without it. */
    void unreadable(IssueKind kind, MalformedCaptureException e) {
        issues.add(kind, e.offset(), () -> e.place() + ": " + e.found() + ", expected " + e.expected());
    }

    /** The header page; without it no record can be read. */
    HeaderPage page() throws IOException {
        HeaderPage page = headerPage;
        if (page == null) {
            throw bytes.malformed(header.end(), "no header_page", "the layout of sub-buffers (header_page)");
        }
        return page;
    }
}
