// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Raw pages as somebody copied them from tracefs, as the buffers of a {@link RawTraceDat}: files
 * {@code cpuN/trace_pipe_raw} or {@code trace_pipe_raw.cpuN} anywhere below a directory, formats in {@code events} or in an
 * archive {@code formats.tar.*}. Files of pages may be packed.
 */
public final class RawTracefs {
    private static final Pattern PAGES =
            Pattern.compile("(?:.*/)?(?:cpu(\\d+)/trace_pipe_raw|trace_pipe_raw\\.cpu(\\d+))(?:\\.(?:xz|gz|zst))?");
    private static final Pattern FORMAT = Pattern.compile("(?:.*/)?events/([^/]+)/[^/]+/format");
    private static final Pattern INSTANCE = Pattern.compile("(?:.*/)?instances/([^/]+)/.*");
    private static final Pattern DATA = Pattern.compile("char data;\\s*offset:(\\d+);\\s*size:(\\d+);");
    private static final Pattern COMMIT = Pattern.compile("commit;\\s*offset:\\d+;\\s*size:(\\d+);");
    private static final int PAGE = 4096;

    private RawTracefs() {}

    /** Files of pages below a directory, by their path relative to it. */
    public static List<String> pages(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .filter(name -> PAGES.matcher(name).matches())
                    .sorted()
                    .toList();
        }
    }

    /** Name of the buffer of a file of pages: its instance, empty for the top one. */
    public static String buffer(String pages) {
        Matcher instance = INSTANCE.matcher(pages);
        return instance.matches() ? instance.group(1) : "";
    }

    /** The cpu of a file of pages. */
    public static int cpu(String pages) {
        Matcher name = PAGES.matcher(pages);
        if (!name.matches()) {
            throw new IllegalArgumentException(pages + " is no file of pages");
        }
        return Integer.parseInt(name.group(1) == null ? name.group(2) : name.group(1));
    }

    /**
     * Reads all of it.
     *
     * @throws IllegalArgumentException when there are no pages, or formats of none
     */
    public static RawTraceDat read(Path directory) throws IOException {
        Map<String, byte[]> formats = formats(directory);
        String header = formats.entrySet().stream()
                .filter(file -> file.getKey().endsWith("events/header_page"))
                .map(file -> new String(file.getValue(), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
        Matcher data = DATA.matcher(header);
        Matcher commit = COMMIT.matcher(header);
        boolean sized = data.find() && commit.find();
        int size = sized ? Integer.parseInt(data.group(1)) + Integer.parseInt(data.group(2)) : PAGE;
        if (sized && Integer.parseInt(commit.group(1)) != Long.BYTES) {
            throw new IllegalArgumentException(directory + ": pages of a 32-bit kernel");
        }
        RawTraceDat dat = RawTraceDat.loose(size);
        formats.forEach((path, text) -> {
            Matcher format = FORMAT.matcher(path);
            if (format.matches()) {
                dat.declare(RawEvent.parse(format.group(1), new String(text, StandardCharsets.UTF_8)));
            }
        });
        Map<String, Map<Integer, byte[]>> buffers = new LinkedHashMap<>();
        for (String pages : pages(directory)) {
            buffers.computeIfAbsent(buffer(pages), name -> new TreeMap<>())
                    .put(cpu(pages), Packed.read(directory.resolve(pages)));
        }
        if (buffers.isEmpty() || dat.events().isEmpty()) {
            throw new IllegalArgumentException(directory + ": no raw pages with the formats of their events");
        }
        buffers.forEach((name, cpus) -> dat.buffer(new RawBuffer(name, null, size, cpus.size(), cpus, null)));
        return dat;
    }

    private static Map<String, byte[]> formats(Path directory) throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = directory.relativize(file).toString();
            if (name.matches("(?:.*/)?events/.*")) {
                all.put(name, Files.readAllBytes(file));
            } else if (name.matches("(?:.*/)?formats\\.tar(?:\\.\\w+)?")) {
                Tar.files(Packed.read(file), all);
            }
        }
        return all;
    }
}
