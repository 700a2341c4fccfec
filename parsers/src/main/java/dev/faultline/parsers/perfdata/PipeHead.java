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

    PipeHead(PerfContents contents) {
        this.contents = contents;
        this.features = new FeatureReader(contents);
    }

    /** Reads attrs, features, names and formats; returns where the records are. */
    Section read() throws IOException {
        Section data = contents.header.data();
        IssueLog ignored = new IssueLog(contents.file.name());
        Block block = new Block();
        try (RecordStream records = new RecordStream(contents.file, contents.header.order(), data, 0, false, ignored)) {
            while (records.next(block)) {
                walk(block);
            }
        }
        return data;
    }

    private void walk(Block block) throws IOException {
        int at = 0;
        while (at < block.length) {
            int type = Words.s32(block.bytes, at, contents.header.order());
            int size = Words.u16(block.bytes, at + 6, contents.header.order());
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
            case RecordType.HEADER_ATTR -> attr(record);
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
