// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.FileBytes;
import dev.faultline.parsers.metadata.SavedMetadata;
import dev.faultline.parsers.schema.HeaderPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What opening a trace.dat file collects, whichever version it has. */
final class Contents extends SavedMetadata {
    final CaptureFile file;
    final TraceDatHeader header;
    final Bytes bytes;
    final OptionValues options = new OptionValues();
    final List<BufferData> buffers = new ArrayList<>();
    final List<TextBuffer> texts = new ArrayList<>();

    /**
     * A buffer saved as text.
     *
     * @param name instance name, empty for the top buffer
     * @param clock its clock, where stated
     * @param text the text of its {@code trace} file
     */
    record TextBuffer(String name, @Nullable String clock, Bytes text) {}

    /** Files of single cpus beside the capture, open. */
    final List<CaptureFile> cpuFiles = new ArrayList<>();

    Contents(CaptureFile file, TraceDatHeader header) {
        super(new IssueLog(file.name()));
        this.file = file;
        this.header = header;
        this.bytes = new FileBytes(file, "", header.order());
    }

    /** The header page; without it no record can be read. */
    HeaderPage page() throws IOException {
        return page(bytes);
    }
}
