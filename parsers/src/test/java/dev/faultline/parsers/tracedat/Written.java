// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.RecordSink;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.TraceDatSpec;
import dev.faultline.samples.write.TraceDatWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Captures by the independent writer, damaged where a test wants it, read back. */
final class Written {
    static final Machine LE64 = Machine.LE64;
    static final EventFormat EVENT = EventFormat.builder(LE64, "test", "event", 300)
            .field("unsigned long", "value")
            .printFmt("\"%lu\", REC->value")
            .build();

    private Written() {}

    /** What reading gave. */
    record Read(List<Long> stamps, List<ParseIssue> issues, ScanSummary summary) {
        List<String> kinds() {
            return issues.stream().map(issue -> issue.kind().name()).toList();
        }
    }

    /** What a test looks at while the capture is open. */
    interface Look<T> {
        T at(Capture capture) throws IOException, InterruptedException;
    }

    static TraceDatSpec spec() {
        return TraceDatSpec.of(LE64).event(EVENT);
    }

    /** {@code count} records of {@link #EVENT} on cpu 0, from ts 1000 on, 10 apart. */
    static TraceDatWriter.Body records(int count) {
        return capture -> {
            for (int i = 0; i < count; i++) {
                capture.cpu(0).record(1000 + 10L * i, EVENT.row().pid(7).set("value", i));
            }
        };
    }

    static byte[] bytes(TraceDatSpec spec, int records) throws IOException {
        return TraceDatWriter.bytes(spec, records(records));
    }

    static <T> T open(byte[] content, Look<T> look) throws IOException, InterruptedException {
        Path file = Files.createTempFile("written", ".dat");
        try {
            Files.write(file, content);
            try (Capture capture = CaptureFormats.open(file)) {
                return look.at(capture);
            }
        } finally {
            Files.delete(file);
        }
    }

    static Read read(byte[] content) throws IOException, InterruptedException {
        return open(content, Written::read);
    }

    static Read read(Capture capture) throws IOException, InterruptedException {
        List<Long> stamps = new ArrayList<>();
        RecordSink sink = block -> {
            for (EventRecords event : block.events()) {
                for (int i = 0; i < event.count(); i++) {
                    stamps.add(event.ts(i));
                }
            }
        };
        ScanSummary summary = capture.scan(Selection.everything(), 1, sink);
        capture.symbols();
        return new Read(stamps, capture.issues(), summary);
    }

    /** The place of {@code text} in {@code content}. */
    static int find(byte[] content, String text) {
        byte[] wanted = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        for (int i = 0; i + wanted.length <= content.length; i++) {
            if (java.util.Arrays.equals(content, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no \"" + text + "\" in the capture");
    }

    /** A copy with {@code text} in place of as many bytes at {@code at}. */
    static byte[] with(byte[] content, int at, byte... patch) {
        byte[] copy = content.clone();
        System.arraycopy(patch, 0, copy, at, patch.length);
        return copy;
    }

    /** A copy in which {@code from} reads {@code to}; both of one length. */
    static byte[] replace(byte[] content, String from, String to) {
        return with(content, find(content, from), to.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }
}
