// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.io.Words;
import java.io.IOException;

/**
 * Feature BUILD_ID of a file: records of type HEADER_BUILD_ID, though old writers left the type 0 (Linux
 * tools/perf/util/build-id.c, {@code write_buildid()}).
 */
final class BuildIds {
    private static final int MOST = 16 * 1024 * 1024;

    private final PerfContents contents;
    private final Section section;
    private boolean done;

    BuildIds(PerfContents contents, Section section) {
        this.contents = contents;
        this.section = section;
    }

    /** Fills the block with all of them, once. */
    boolean next(Block block) throws IOException {
        if (done || section.size() > MOST) {
            return false;
        }
        done = true;
        int length = (int) section.size();
        block.room(length);
        int got = contents.file.read(section.offset(), block.bytes, 0, length);
        int at = 0;
        while (at + RecordType.HEADER <= got) {
            int size = Words.u16(block.bytes, at + 6, contents.header.order());
            if (size < RecordType.HEADER || size > got - at) {
                int found = at;
                contents.issues.add(
                        IssueKind.BAD_SECTION,
                        section.offset() + at,
                        () -> "a build id of " + size + " bytes at " + found);
                break;
            }
            Words.putInt(block.bytes, at, RecordType.HEADER_BUILD_ID, contents.header.order());
            at += size;
        }
        block.length = at;
        block.rec = section.offset();
        block.number = 0;
        return at > 0;
    }
}
