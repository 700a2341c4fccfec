// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.HeapBytes;
import dev.faultline.parsers.metadata.SavedMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What {@code perf record --kcore} saves beside the data: {@code kcore_dir/kallsyms}, the symbols of the kernel that was
 * recorded (Linux tools/perf/Documentation/perf.data-directory-format.txt). They are used where the data has none of its own.
 */
final class KcoreDirectory {
    private static final Path KALLSYMS = Path.of("kcore_dir", "kallsyms");
    private static final Path STANDARD_INPUT = Path.of("-");

    /** kallsyms of a kernel with every module has 20 MB. */
    private static final int LARGEST = 128 << 20;

    /** An empty table may still have its NUL. */
    private static final int EMPTY = 1;

    private KcoreDirectory() {}

    /** Lets the capture find its symbols there, if they are. */
    static void open(PerfContents contents) {
        Path file = contents.file.path();
        Path kallsyms = file.toAbsolutePath().resolveSibling(KALLSYMS);
        if (file.equals(STANDARD_INPUT) || !Files.isRegularFile(kallsyms)) {
            return;
        }
        SavedMetadata.Kallsyms own = contents.kallsyms;
        contents.kallsyms = () -> {
            Bytes text = own == null ? null : own.text();
            return text == null || text.length() <= EMPTY ? read(contents, kallsyms) : text;
        };
    }

    private static Bytes read(PerfContents contents, Path kallsyms) throws IOException {
        try (InputStream in = Files.newInputStream(kallsyms)) {
            byte[] text = in.readNBytes(LARGEST);
            if (in.read() >= 0) {
                contents.issues.add(
                        IssueKind.TRUNCATED, LARGEST, () -> kallsyms + " is too large; its beginning is used");
            }
            byte[] lines = wholeLines(text);
            if (lines.length < text.length) {
                contents.issues.add(
                        IssueKind.TRUNCATED, lines.length, () -> kallsyms + " ends within a line, which is not used");
            }
            return new HeapBytes(kallsyms.toString(), KALLSYMS.toString(), lines, contents.header.order());
        }
    }

    /** The kernel ends every line: a last one without an end has half a name. */
    private static byte[] wholeLines(byte[] text) {
        int end = text.length;
        while (end > 0 && text[end - 1] != '\n') {
            end--;
        }
        return Arrays.copyOf(text, end);
    }
}
