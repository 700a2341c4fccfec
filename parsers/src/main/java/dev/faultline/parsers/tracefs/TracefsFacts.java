// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.ClockUnit;
import dev.faultline.parsers.schema.HeaderPage;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** From the saved texts to what a capture says about itself. */
final class TracefsFacts {
    static final String NAME = "tracefs";

    private static final int SMALLEST_PAGE = 4096;

    private TracefsFacts() {}

    static CaptureInfo of(TracefsContents contents, HeaderPage page, RawBuffers buffers) {
        String uname = contents.uname;
        return new CaptureInfo(
                contents.tree.path(),
                NAME,
                "raw",
                buffers.order(),
                page.longSize(),
                pageSize(contents, page),
                word(uname, 2),
                machine(uname),
                word(uname, 1),
                buffers.clock(),
                ClockUnit.of(buffers.clock()),
                null,
                null,
                Collections.unmodifiableMap(contents.details));
    }

    /**
     * A sub-buffer was one page until Linux 6.8 let {@code buffer_subbuf_size_kb} make it more; where that could be, the
     * size of a page is unknown (0).
     */
    private static int pageSize(TracefsContents contents, HeaderPage page) {
        int subBuffer = page.dataOffset() + page.dataSize();
        boolean selectable = contents.tree.find("buffer_subbuf_size_kb") != null;
        return subBuffer == SMALLEST_PAGE || !selectable ? subBuffer : 0;
    }

    /** Word {@code n} of {@code uname -a}: sysname nodename release. */
    private static @Nullable String word(@Nullable String uname, int n) {
        String[] words = uname == null ? new String[0] : uname.split("\\s+");
        return words.length > n ? words[n] : null;
    }

    /** The last word of {@code uname -a}, or the one before {@code GNU/Linux}. */
    private static @Nullable String machine(@Nullable String uname) {
        String[] words = uname == null ? new String[0] : uname.split("\\s+");
        int last = words.length > 0 && words[words.length - 1].contains("/") ? words.length - 2 : words.length - 1;
        return last > 2 ? words[last] : null;
    }
}
