// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.FormatText;
import dev.faultline.parsers.schema.GivenFormats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The format files of a kernel, saved as {@code events/SYSTEM/EVENT/format} in a directory or in a tar archive. Unlike raw
 * pages, text needs nothing else of them.
 */
public final class FormatFiles {
    private static final Pattern FORMAT = Pattern.compile("(?:.*/)?([^/]+)/[^/]+/format");
    private static final Pattern ARCHIVE =
            Pattern.compile(".*formats?.*\\.(?:tar|tar\\.(?:gz|xz|zst|bz2)|tgz|txz|tzst|tbz2?)");
    private static final int LONG = 8;
    private static final int LONGEST_NAMES = 4096;

    private FormatFiles() {}

    /** Whether a file is a tar archive, perhaps packed. */
    public static boolean isArchive(Path file) throws IOException {
        try (CaptureFile archive = CaptureFile.open(file)) {
            byte[] head = new byte[512];
            return archive.read(0, head, 0, head.length) == head.length && TarEntries.hasMagic(head);
        }
    }

    /** The formats in a directory or an archive; {@code null} when there are none. */
    public static @Nullable GivenFormats read(Path path) throws IOException {
        CaptureFile archive = Files.isDirectory(path) ? null : CaptureFile.open(path);
        try (SavedTree tree = archive == null ? SavedTree.ofDirectory(path) : SavedTree.ofArchive(archive)) {
            List<EventSchema> events = new ArrayList<>();
            for (Map.Entry<String, SavedFile> file : tree.files().entrySet()) {
                Matcher format = FORMAT.matcher(file.getKey());
                EventSchema event = format.matches()
                        ? new FormatText(LONG)
                                .parse(format.group(1), file.getValue().text().text())
                        : null;
                if (event != null) {
                    events.add(event);
                }
            }
            return events.isEmpty() ? null : new GivenFormats(List.copyOf(events), release(tree), path.toString());
        }
    }

    private static @Nullable String release(SavedTree tree) throws IOException {
        SavedFile uname = tree.find("uname");
        if (uname == null) {
            return null;
        }
        byte[] bytes =
                uname.text().copy(0, (int) Math.min(LONGEST_NAMES, uname.text().length()));
        String[] words = new String(bytes, StandardCharsets.UTF_8).strip().split("\\s+");
        return words.length > 2 ? words[2] : null;
    }

    /**
     * The formats beside a text, as it is recorded: a directory {@code events} or an archive of formats in the same directory.
     * {@code null} when there are none.
     */
    public static @Nullable GivenFormats beside(Path text) throws IOException {
        Path directory = text.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            return null;
        }
        Path events = directory.resolve("events");
        if (Files.isDirectory(events)) {
            return read(events);
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, Files::isRegularFile)) {
            for (Path file : files) {
                if (ARCHIVE.matcher(String.valueOf(file.getFileName())).matches() && isArchive(file)) {
                    return read(file);
                }
            }
        }
        return null;
    }
}
