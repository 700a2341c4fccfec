// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureDirectory;
import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.MalformedCaptureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code perf record --switch-output} writes: {@code perf.data.<date and time>}, each a whole file of the same events
 * (Linux tools/perf/util/data.c, {@code perf_data__switch()}). They are one recording, and read as one.
 */
public final class PerfSeries implements CaptureDirectory {
    @Override
    public String name() {
        return "perf.data (--switch-output)";
    }

    @Override
    public boolean recognises(Path directory) throws IOException {
        return !files(directory).isEmpty();
    }

    /** Dates and times sort as text. */
    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(PerfSeries::ofSeries).sorted().toList();
        }
    }

    private static boolean ofSeries(Path file) {
        return String.valueOf(file.getFileName()).matches(".+\\.[0-9]{14,18}(\\.(gz|xz|zst|bz2))?")
                && Files.isRegularFile(file);
    }

    @Override
    public Capture open(Path directory) throws IOException {
        List<Path> files = files(directory);
        CaptureFile first = CaptureFile.open(files.get(0));
        PerfContents contents = null;
        boolean opened = false;
        try {
            PerfDataFormat.Head head = PerfDataFormat.head(first);
            contents = head.contents();
            contents.directory = directory;
            for (Path file : files.subList(1, files.size())) {
                add(contents, file);
            }
            Capture capture = new PerfDataCapture(contents, head.data());
            opened = true;
            return capture;
        } finally {
            if (!opened) {
                if (contents != null) {
                    DirectoryParts.close(contents);
                }
                first.close();
            }
        }
    }

    private static void add(PerfContents contents, Path path) throws IOException {
        CaptureFile file = null;
        boolean added = false;
        try {
            file = CaptureFile.open(path);
            PerfDataFormat.Head head = PerfDataFormat.head(file);
            PerfEvents events = head.contents().events;
            if (!events.attrs().equals(contents.events.attrs())) {
                contents.issues.add(IssueKind.BAD_SECTION, 0, () -> path + ": other events than in the first file");
                return;
            }
            for (int event = 0; event < events.attrs().size(); event++) {
                contents.events.addMissing(event, events.ids(event));
            }
            for (ParseIssue issue : head.contents().issues.toRows()) {
                contents.issues.add(issue.kind(), issue.offset(), () -> path + ": " + issue.detail());
            }
            contents.parts.add(new DataPart(file, head.data()));
            added = true;
        } catch (MalformedCaptureException e) {
            contents.issues.add(IssueKind.BAD_SECTION, e.offset(), () -> String.valueOf(e.getMessage()));
        } finally {
            if (!added && file != null) {
                file.close();
            }
        }
    }
}
