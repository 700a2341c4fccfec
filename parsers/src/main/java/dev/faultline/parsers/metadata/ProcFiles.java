// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.metadata;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.ParseIssue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of {@code /proc} was saved beside a capture: {@code mountinfo}, and {@code maps}, {@code maps.PID} or {@code PID.maps}. The
 * kernel writes bytes that would break a line (space, tab, newline, backslash; in maps newline only) as {@code \ooo}
 * (fs/seq_file.c mangle_path).
 *
 * @param mounts in file order
 * @param maps in file order, files by name
 * @param issues lines that cannot be read
 */
public record ProcFiles(List<Mount> mounts, List<MemoryMap> maps, List<ParseIssue> issues) {
    private static final Pattern MOUNT = Pattern.compile(
            "(\\d{1,9}) (\\d{1,9}) (\\d{1,4}):(\\d{1,7}) (\\S+) (\\S+) \\S+(?: \\S+)*? - (\\S+) (\\S*)(?: .*)?");
    private static final Pattern MAP =
            Pattern.compile("(\\p{XDigit}{1,16})-(\\p{XDigit}{1,16}) ([r-])([w-])([x-])([sp])"
                    + " (\\p{XDigit}{1,16}) (\\p{XDigit}{1,3}):(\\p{XDigit}{1,5}) (\\d{1,19})(?: +(.*))?");
    private static final Pattern MAPS = Pattern.compile("maps|maps\\.(\\d{1,9})|(\\d{1,9})\\.maps");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-3][0-7]{2})");

    /** Nothing saved. */
    public static final ProcFiles NONE = new ProcFiles(List.of(), List.of(), List.of());

    /**
     * The files in a capture's directory; in the capture itself when it is a directory.
     *
     * @throws IOException when one is there and cannot be read
     */
    public static ProcFiles beside(Path capture) throws IOException {
        Path directory =
                Files.isDirectory(capture) ? capture : capture.toAbsolutePath().getParent();
        if (directory == null || !Files.isReadable(directory) || !Files.exists(capture)) {
            return NONE;
        }
        ProcFiles found = new ProcFiles(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Path mountinfo = directory.resolve("mountinfo");
        if (Files.isRegularFile(mountinfo)) {
            found.read(mountinfo, MOUNT, found.mounts, ProcFiles::mount);
        }
        for (Path file : mapsIn(directory)) {
            Integer pid = pid(file);
            found.read(file, MAP, found.maps, line -> map(pid, line));
        }
        return found;
    }

    private static List<Path> mapsIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(
                            file -> MAPS.matcher(file.getFileName().toString()).matches())
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static @Nullable Integer pid(Path file) {
        Matcher name = MAPS.matcher(file.getFileName().toString());
        if (!name.matches() || (name.group(1) == null && name.group(2) == null)) {
            return null;
        }
        return Integer.valueOf(name.group(1) == null ? name.group(2) : name.group(1));
    }

    private <T> void read(Path file, Pattern pattern, List<T> rows, Function<MatchResult, T> row) throws IOException {
        int number = 0;
        for (String line : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).split("\n")) {
            number++;
            Matcher cells = pattern.matcher(line);
            if (cells.matches()) {
                rows.add(row.apply(cells));
            } else if (!line.isEmpty()) {
                String detail = "line " + number + " is not as the kernel writes " + file.getFileName();
                issues.add(new ParseIssue(IssueKind.BAD_TABLE_LINE, file.toString(), number, detail));
            }
        }
    }

    private static Mount mount(MatchResult line) {
        return new Mount(
                Integer.parseInt(line.group(1)),
                Integer.parseInt(line.group(2)),
                (Integer.parseInt(line.group(3)) << 20) | Integer.parseInt(line.group(4)),
                text(line.group(5)),
                text(line.group(6)),
                text(line.group(7)),
                text(line.group(8)));
    }

    private static MemoryMap map(@Nullable Integer pid, MatchResult line) {
        int prot = (line.group(3).equals("r") ? 1 : 0)
                | (line.group(4).equals("w") ? 2 : 0)
                | (line.group(5).equals("x") ? 4 : 0);
        return new MemoryMap(
                pid,
                Long.parseUnsignedLong(line.group(1), 16),
                Long.parseUnsignedLong(line.group(2), 16),
                (byte) prot,
                line.group(6).equals("s"),
                Long.parseUnsignedLong(line.group(7), 16),
                (Integer.parseInt(line.group(8), 16) << 20) | Integer.parseInt(line.group(9), 16),
                Long.parseUnsignedLong(line.group(10)),
                line.group(11) == null ? "" : text(line.group(11)));
    }

    /** The bytes behind the escapes, as UTF-8. */
    private static String text(String escaped) {
        String bytes = ESCAPE.matcher(escaped)
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 8))));
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
