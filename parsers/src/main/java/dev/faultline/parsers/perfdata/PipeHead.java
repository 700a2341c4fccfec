// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.parsers.io.Words;
import java.io.IOException;

/** What a pipe's stream says about itself: one look at all its records, before they are read in earnest. */
final class PipeHead {
    private static final int EVENT_NAME = 2;

    private final PerfContents contents;
    private final FeatureReader features;
    private final boolean arriving;
    private boolean besides;
    private boolean readEnough;

    PipeHead(PerfContents contents) {
        this.contents = contents;
        this.features = new FeatureReader(contents);
        this.arriving = contents.file.length() == Long.MAX_VALUE;
    }

    /** Reads attrs, features, names and formats; returns where the records are. */
    Section read() throws IOException {
        Section data = contents.header.data();
        walk(data);
        return data;
    }

    private void walk(Section data) throws IOException {
        IssueLog ignored = new IssueLog(contents.file.name());
        Block block = new Block();
        try (RecordStream records = new RecordStream(contents.file, contents.header.order(), data, 0, false, ignored)) {
            while (!readEnough && records.next(block)) {
                walk(block);
            }
        }
    }

    /** Of a file without features: takes them from its records, where perf inject leaves those of a pipe. */
    void readBesides(Section data) throws IOException {
        besides = true;
        walk(data);
    }

    private void walk(Block block) throws IOException {
        int at = 0;
        while (at < block.length) {
            int type = Words.s32(block.bytes, at, contents.header.order());
            int size = Words.u16(block.bytes, at + 6, contents.header.order());
            // Of a stream that is still coming in, the rest is read once: all of this comes before the first sample.
            readEnough |= (arriving || besides) && type == RecordType.SAMPLE;
            if (type >= RecordType.FIRST_OF_TOOL) {
                try {
                    record(type, block.fileOffset + at, size);
                } catch (MalformedCaptureException e) {
                    contents.unreadable(IssueKind.BAD_SECTION, e);
                }
            }
            at += size;
        }
    }

    private void record(int type, long at, int size) throws IOException {
        Bytes record = contents.bytes.slice("record of type " + type, at, size);
        switch (type) {
            case RecordType.HEADER_ATTR -> {
                if (!besides) {
                    attr(record);
                }
            }
            case RecordType.EVENT_UPDATE -> update(record);
            case RecordType.HEADER_FEATURE -> features.read(record.u64(8), record.slice("content", 16, size - 16L));
            case RecordType.HEADER_TRACING_DATA ->
                features.tracingData(contents.bytes.slice("tracing data", at + size, record.u32(8)));
            default -> {}
        }
    }

    private void attr(Bytes record) throws IOException {
        PerfAttr attr = PerfAttr.read(record, RecordType.HEADER);
        int event = contents.events.add(attr);
        for (long at = (long) RecordType.HEADER + attr.size(); at + 8 <= record.length(); at += 8) {
            contents.events.addId(event, record.u64(at));
        }
    }

    private void update(Bytes record) throws IOException {
        int event = contents.events.withId(record.u64(16));
        if (record.u64(8) == EVENT_NAME && event >= 0) {
            contents.events.name(event, record.cString(24, (int) record.length() - 24));
        }
    }
}
