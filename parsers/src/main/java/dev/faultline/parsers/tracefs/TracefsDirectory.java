// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory with what tracefs has: {@code per_cpu/cpuN/trace_pipe_raw}, also of instances, or loose
 * {@code trace_pipe_raw.cpuN}; beside them {@code events/header_page} and {@code events/SYSTEM/EVENT/format}, which may be
 * in an archive (Linux Documentation/trace/ftrace.rst, "trace_pipe_raw").
 */
public final class TracefsDirectory implements CaptureDirectory {
    @Override
    public String name() {
        return TracefsFacts.NAME;
    }

    @Override
    public boolean recognises(Path directory) throws IOException {
        if (Files.isDirectory(directory.resolve("per_cpu")) || Files.isDirectory(directory.resolve("instances"))) {
            return true;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(TracefsDirectory::isRaw);
        }
    }

    private static boolean isRaw(Path file) {
        return SavedTree.rawName(String.valueOf(file.getFileName())) != null && Files.isRegularFile(file);
    }

    @Override
    public Capture open(Path directory) throws IOException {
        return TracefsCapture.open(SavedTree.ofDirectory(directory));
    }

    /**
     * Opens one raw file, with the formats that lie around it as in a directory that is opened whole.
     *
     * @return the sub-buffers of its cpu; {@code null} when the file's name is not that of a raw file
     */
    public @Nullable Capture openRawFile(Path file) throws IOException {
        SavedTree tree = SavedTree.ofRawFile(file);
        return tree == null ? null : TracefsCapture.open(tree);
    }
}
