// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.Cursor;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.parsers.metadata.MetadataReader;
import java.io.IOException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Takes in feature sections, of a file or as they come in a pipe. A section that cannot be read is an issue. */
final class FeatureReader {
    private static final byte[] TRACING = {0x17, 0x08, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g'};

    private final PerfContents contents;
    private final FeatureRows rows;

    FeatureReader(PerfContents contents) {
        this.contents = contents;
        this.rows = new FeatureRows(contents);
    }

    /** Takes in a section: what is in it, then its own row. An empty one at the end of a pipe's header says nothing. */
    void read(long bit, Bytes content) {
        Feature feature = Feature.of(bit);
        boolean endMark = contents.header.pipe() && feature == null && content.length() == 0;
        try {
            content(feature, bit, content);
            if (feature != null && content.length() > 0) {
                rows.read(feature, content);
            }
        } catch (MalformedCaptureException e) {
            contents.unreadable(IssueKind.BAD_SECTION, e);
        } catch (IOException e) {
            contents.issues.add(IssueKind.BAD_SECTION, content.fileOffset(0), () -> String.valueOf(e.getMessage()));
        }
        if (!endMark) {
            rows.section(bit, content);
        }
    }

    private void content(@Nullable Feature feature, long bit, Bytes content) throws IOException {
        if (feature == null) {
            contents.details.put("feature " + bit, content.length() + " bytes, not read");
        } else if (feature == Feature.TRACING_DATA) {
            tracingData(content);
        } else if (feature == Feature.EVENT_DESC) {
            eventNames(new Cursor(content, 0));
        } else if (content.length() > 0 && feature != Feature.BUILD_ID) {
            String text = FeatureText.of(feature, content);
            contents.features.put(feature, text);
            contents.details.put(feature.title(), text);
            if (feature == Feature.CLOCK_DATA) {
                contents.wallOffset = PerfClock.wallOffset(new Cursor(content, 0));
            }
            if (feature == Feature.NRCPUS) {
                contents.cpusAvailable = (int) Math.min(content.u32(0), 1 << 16);
                contents.cpus = (int) Math.min(content.u32(4), 1 << 16);
            }
        }
    }

    /** The beginning of a trace.dat of version 0.6 (Linux tools/perf/util/trace-event-info.c). */
    void tracingData(Bytes content) throws IOException {
        for (int i = 0; i < TRACING.length; i++) {
            if (content.u8(i) != TRACING[i]) {
                throw content.malformed(i, "byte " + content.u8(i), "17 08 44 \"tracing\"");
            }
        }
        Cursor probe = new Cursor(content, TRACING.length);
        String version = probe.cString(16);
        ByteOrder order = probe.u8() == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        probe.u8(); // the recorder's own long; the kernel's comes from header_page
        Cursor cursor = new Cursor(content.withOrder(order), probe.at());
        contents.pageSize = (int) cursor.u32();
        MetadataReader metadata = new MetadataReader(contents);
        metadata.headerTexts(cursor);
        metadata.ftraceFormats(cursor);
        metadata.eventFormats(cursor);
        metadata.kallsyms(cursor);
        metadata.printk(cursor);
        if (!version.equals("0.5") && cursor.remaining() >= 8) {
            metadata.cmdlines(cursor);
        }
    }

    /** u32 events, u32 size of an attr, then for each the attr, u32 ids, its name, the ids. */
    private void eventNames(Cursor cursor) throws IOException {
        long count = cursor.u32();
        long attrSize = cursor.u32();
        for (int i = 0; i < count; i++) {
            long at = cursor.at();
            cursor.skip(attrSize);
            long ids = cursor.u32();
            String name = FeatureText.string(cursor);
            int event = i;
            for (long k = 0; k < ids; k++) {
                event = eventOf(cursor.u64(), event);
            }
            if (event < contents.events.attrs().size()) {
                contents.events.name(event, name);
            } else {
                contents.issues.add(IssueKind.BAD_SECTION, at, () -> "event " + name + " has no attr");
            }
        }
    }

    private int eventOf(long id, int otherwise) {
        int event = contents.events.withId(id);
        return event < 0 ? otherwise : event;
    }
}
