// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import dev.faultline.parsers.capture.CpuStats;
import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.metadata.SavedMetadata;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What opening a saved tracefs collects. */
final class TracefsContents extends SavedMetadata implements Closeable {
    final SavedTree tree;
    final Map<String, String> details = new LinkedHashMap<>();
    final List<CpuStats> cpuStats = new ArrayList<>();
    /** Raw files that are not inside of an archive, open for the scan. */
    final List<CaptureFile> raw = new ArrayList<>();

    @Nullable
    String uname;

    TracefsContents(SavedTree tree) {
        super(new IssueLog(tree.path().toString()));
        this.tree = tree;
    }

    @Override
    public void close() throws IOException {
        try (tree) {
            for (CaptureFile file : raw) {
                file.close();
            }
        }
    }
}
