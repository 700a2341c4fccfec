// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.io.CaptureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files {@code data.N} beside the file {@code data} of a directory: records without a header. */
final class DirectoryParts {
    /** Value of DIR_FORMAT where all records are in {@code data} (Linux tools/perf/util/header.h, PERF_DIR_SINGLE_FILE). */
    private static final String SINGLE_FILE = "0";

    private DirectoryParts() {}

    static void open(PerfContents contents) throws IOException {
        Path directory = contents.file.path().toAbsolutePath().getParent();
        if (directory == null) {
            return;
        }
        List<Path> found;
        try (Stream<Path> files = Files.list(directory)) {
            found = files.filter(DirectoryParts::isPart)
                    .sorted(Comparator.comparingInt(DirectoryParts::number))
                    .toList();
        }
        contents.directory = contents.file.path().getParent();
        for (Path path : found) {
            CaptureFile part = CaptureFile.open(path);
            contents.packing(part);
            contents.parts.add(new DataPart(part, new Section(0, part.length())));
        }
        if (found.isEmpty() && !SINGLE_FILE.equals(contents.feature(Feature.DIR_FORMAT))) {
            contents.issues.add(
                    IssueKind.NO_CPU_DATA, 0, () -> "the header says the records are in files data.N beside this one");
        }
    }

    private static boolean isPart(Path path) {
        return String.valueOf(path.getFileName()).matches("data\\.[0-9]{1,6}");
    }

    private static int number(Path path) {
        return Integer.parseInt(String.valueOf(path.getFileName()).substring("data.".length()));
    }

    static void close(PerfContents contents) throws IOException {
        for (DataPart part : contents.parts) {
            part.file().close();
        }
    }
}
