// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Places that the user asked to have written. What goes wrong there is a matter of the request, not of the capture. */
final class Output {
    private Output() {}

    /** Work that writes. */
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** Does {@code work}, which writes {@code place}. */
    static void write(Path place, Work work) throws InterruptedException {
        try {
            work.run();
        } catch (IOException e) {
            throw new UsageException("cannot write " + place + ": " + reason(e));
        }
    }

    /** Refuses a file that cannot be written, before any work is done for it. */
    static void requireFile(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new UsageException("cannot write " + file + ": it is a directory");
        }
        if (directory == null || !Files.isDirectory(directory)) {
            throw new UsageException("cannot write " + file + ": there is no directory " + directory);
        }
        if (!Files.isWritable(directory)) {
            throw new UsageException("cannot write " + file + ": " + directory + " is not writable");
        }
    }

    /** Makes a directory where there is none. */
    static void requireDirectory(Path directory) throws InterruptedException {
        write(directory, () -> Files.createDirectories(directory));
    }

    /** Refuses a directory that holds something: files of two conversions must not mix. */
    static void requireEmptyDirectory(Path directory) throws InterruptedException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new UsageException("cannot write " + directory + ": it is a file, not a directory");
        }
        if (!Files.exists(directory)) {
            requireFile(directory);
            return;
        }
        write(directory, () -> {
            try (Stream<Path> files = Files.list(directory)) {
                if (files.findAny().isPresent()) {
                    throw new IOException("the directory is not empty");
                }
            }
        });
    }

    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "it is a file, not a directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return String.valueOf(e.getMessage());
    }
}
