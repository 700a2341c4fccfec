// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.MalformedCaptureException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a saved tracefs by their path in it, wherever they are kept: a directory, an archive, or both. */
final class SavedTree implements Closeable {
    private static final String HEADER_PAGE = "events/header_page";
    private static final Pattern PACKED = Pattern.compile("(.*)\\.(?:gz|xz|zst|bz2)");
    private static final Pattern ARCHIVE =
            Pattern.compile("[^/]*\\.(?:tar|tar\\.(?:gz|xz|zst|bz2)|tgz|txz|tzst|tbz2?)");
    /** {@code instances/NAME/per_cpu/cpuN/trace_pipe_raw} and {@code events/SYSTEM/EVENT/format} are the deepest. */
    private static final int DEPTH = 5;

    private static final int MOST = 200_000;
    private static final Set<String> NO_NOTES = Set.of("events", "instances", "per_cpu", "options");

    private final Path path;
    private final Map<String, SavedFile> files = new TreeMap<>();
    private final List<CaptureFile> archives = new ArrayList<>();
    private final List<String> damage = new ArrayList<>();

    private SavedTree(Path path) {
        this.path = path;
    }

    /** The files below {@code directory}, and those in archives that lie in it. */
    static SavedTree ofDirectory(Path directory) throws IOException {
        SavedTree tree = new SavedTree(directory);
        boolean complete = false;
        try {
            for (Path file : regularFiles(directory)) {
                String name = nameBelow(directory, file);
                tree.files.putIfAbsent(name, SavedFile.onDisk(file));
                if (ARCHIVE.matcher(String.valueOf(directory.relativize(file))).matches()) {
                    tree.archive(file);
                }
            }
            complete = true;
            return tree;
        } finally {
            if (!complete) {
                tree.close();
            }
        }
    }

    /** As {@link #ofDirectory}, but of all raw files only one; {@code null} when its path is of something else. */
    static @Nullable SavedTree ofRawFile(Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        Path top = null;
        for (Path up = whole.getParent(); up != null && up.getNameCount() >= whole.getNameCount() - DEPTH; ) {
            top = RawName.of(nameBelow(up, whole)) == null ? top : up; // instances/NAME/... before per_cpu/...
            up = up.getParent();
        }
        if (top == null) {
            return null;
        }
        String own = nameBelow(top, whole);
        SavedTree tree = ofDirectory(top);
        tree.files.keySet().removeIf(name -> RawName.of(name) != null && !name.equals(own));
        return tree;
    }

    private static String nameBelow(Path directory, Path file) {
        return unpackedName(directory.relativize(file).toString().replace('\\', '/'));
    }

    private static List<Path> regularFiles(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory, DEPTH)) {
            return walk.filter(Files::isRegularFile).limit(MOST).sorted().toList();
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
    }

    /** The files in an archive, which the tree closes with itself. */
    static SavedTree ofArchive(CaptureFile archive) throws IOException {
        SavedTree tree = new SavedTree(archive.path());
        tree.add(archive);
        tree.archives.add(archive);
        return tree;
    }

    /** What a file of this path holds when it is a raw file, perhaps packed. */
    static @Nullable RawName rawName(String name) {
        return RawName.of(unpackedName(name));
    }

    private static String unpackedName(String name) {
        Matcher packed = PACKED.matcher(name);
        return packed.matches() ? packed.group(1) : name;
    }

    private void archive(Path file) throws IOException {
        try {
            CaptureFile archive = CaptureFile.open(file);
            archives.add(archive);
            add(archive);
        } catch (MalformedCaptureException e) {
            damage.add(e.getMessage());
        }
    }

    /** Names are taken from where {@code events} is, however deep the archive has it. */
    private void add(CaptureFile archive) throws IOException {
        TarEntries entries = TarEntries.of(archive);
        String root = entries.files().keySet().stream()
                .filter(name -> name.equals(HEADER_PAGE) || name.endsWith("/" + HEADER_PAGE))
                .map(name -> name.substring(0, name.length() - HEADER_PAGE.length()))
                .findFirst()
                .orElse("");
        entries.files().forEach((name, file) -> {
            if (name.startsWith(root)) {
                files.putIfAbsent(unpackedName(name.substring(root.length())), file);
            }
        });
        String cut = archive.damage() == null ? entries.damage() : archive.damage();
        if (cut != null) {
            damage.add(archive.name() + ": " + cut);
        }
    }

    /** Directory or archive. */
    Path path() {
        return path;
    }

    /** What could not be read of archives. */
    List<String> damage() {
        return damage;
    }

    /** All files by path. */
    Map<String, SavedFile> files() {
        return files;
    }

    /** The file at {@code name}, or of that name among notes that were kept in one directory of their own. */
    @Nullable
    SavedFile find(String name) {
        SavedFile exact = files.get(name);
        if (exact != null || name.indexOf('/') >= 0) {
            return exact;
        }
        for (Map.Entry<String, SavedFile> file : files.entrySet()) {
            int slash = file.getKey().indexOf('/');
            boolean note = slash > 0 && file.getKey().substring(slash + 1).equals(name);
            if (note && !NO_NOTES.contains(file.getKey().substring(0, slash))) {
                return file.getValue();
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        for (CaptureFile archive : archives) {
            archive.close();
        }
    }
}
