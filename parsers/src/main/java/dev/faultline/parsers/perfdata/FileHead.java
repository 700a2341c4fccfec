// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.MalformedCaptureException;
import java.io.IOException;
import java.util.BitSet;

/** What a file keeps outside of its records: attrs before or behind them, features behind them. */
final class FileHead {
    private static final int IDS = 16;

    private final PerfContents contents;

    FileHead(PerfContents contents) {
        this.contents = contents;
    }

    /**
     * Reads attrs and features.
     *
     * @return where the records are
     * @throws MalformedCaptureException when the attrs cannot be read: no sample could
     */
    Section read() throws IOException {
        attrs();
        Section data = contents.header.data();
        if (data.size() == 0 && contents.file.length() > data.offset()) {
            contents.issues.add(
                    IssueKind.TRUNCATED,
                    data.offset(),
                    () -> "the header says there is no data: the recorder was killed; everything behind it is read");
            return new Section(data.offset(), contents.file.length() - data.offset());
        }
        features(data.end());
        if (contents.feature(Feature.OSRELEASE) == null) {
            new PipeHead(contents).readBesides(data);
        }
        return data;
    }

    private void attrs() throws IOException {
        Section table = contents.header.attrs();
        contents.bytes.check(table.offset(), table.size(), "table of attrs");
        Bytes attrs = contents.bytes.slice("attrs", table.offset(), table.size());
        long at = 0;
        while (at < attrs.length()) {
            PerfAttr attr = PerfAttr.read(attrs, at);
            int event = contents.events.add(attr);
            at += attr.size();
            Section ids = Section.read(attrs, at);
            at += IDS;
            ids(event, ids);
        }
    }

    private void ids(int event, Section section) throws IOException {
        Bytes ids = contents.bytes.slice("ids of event " + event, section.offset(), section.size());
        for (long at = 0; at + 8 <= ids.length(); at += 8) {
            contents.events.addId(event, ids.u64(at));
        }
    }

    private void features(long tableAt) {
        FeatureReader reader = new FeatureReader(contents);
        long at = tableAt;
        BitSet bits = contents.header.features();
        for (int bit = bits.nextSetBit(0); bit >= 0; bit = bits.nextSetBit(bit + 1)) {
            try {
                Section section = Section.read(contents.bytes, at);
                Feature feature = Feature.of(bit);
                String name = "feature " + (feature == null ? bit : feature.title());
                Bytes content = contents.bytes.slice(name, section.offset(), section.size());
                if (bit == Feature.BUILD_ID.bit()) {
                    contents.buildIds = section;
                }
                reader.read(bit, content);
            } catch (MalformedCaptureException e) {
                contents.unreadable(IssueKind.BAD_SECTION, e);
            } catch (IOException e) {
                contents.issues.add(IssueKind.BAD_SECTION, at, () -> String.valueOf(e.getMessage()));
            }
            at += 16;
        }
    }
}
