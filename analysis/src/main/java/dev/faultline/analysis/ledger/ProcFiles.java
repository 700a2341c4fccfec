// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files of /proc that somebody kept beside a capture: {@code vmstat.before} and {@code vmstat.after}, and per process
 * {@code io.PID.before} and {@code io.PID.after} (without a before the process began with the capture). They stand in the
 * capture's directory or in its folder {@code truth}.
 */
final class ProcFiles {
    private static final Pattern NUMBER = Pattern.compile("(\\w+):? +(\\d+)");
    private static final Pattern IO = Pattern.compile("io\\.(\\d+)\\.after");

    private final List<Path> places;

    ProcFiles(Path capture) {
        Path directory =
                Files.isDirectory(capture) ? capture : capture.toAbsolutePath().getParent();
        places = directory == null ? List.of() : List.of(directory, directory.resolve("truth"));
    }

    /** Growth of a counter of /proc/vmstat around the capture. */
    Optional<Long> vmstat(String counter) throws IOException {
        Optional<Map<String, Long>> before = read("vmstat.before");
        Optional<Map<String, Long>> after = read("vmstat.after");
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(after.get().get(counter))
                .map(value -> value - before.get().getOrDefault(counter, 0L));
    }

    /** Bytes per process of a counter of /proc/PID/io. */
    Map<Integer, Long> io(String counter) throws IOException {
        Map<Integer, Long> bytes = new TreeMap<>();
        for (int pid : processes()) {
            Map<String, Long> before = read("io." + pid + ".before").orElse(Map.of());
            Map<String, Long> after = read("io." + pid + ".after").orElse(Map.of());
            bytes.put(pid, after.getOrDefault(counter, 0L) - before.getOrDefault(counter, 0L));
        }
        return bytes;
    }

    private List<Integer> processes() throws IOException {
        Map<Integer, Path> found = new TreeMap<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.list(place)) {
                    files.forEach(file -> process(file).ifPresent(pid -> found.put(pid, file)));
                }
            }
        }
        return List.copyOf(found.keySet());
    }

    private static Optional<Integer> process(Path file) {
        Matcher name = IO.matcher(String.valueOf(file.getFileName()));
        return name.matches() ? Optional.of(Integer.valueOf(name.group(1))) : Optional.empty();
    }

    private Optional<Map<String, Long>> read(String name) throws IOException {
        for (Path place : places) {
            Path file = place.resolve(name);
            if (Files.isRegularFile(file)) {
                return Optional.of(numbers(Files.readString(file, StandardCharsets.ISO_8859_1)));
            }
        }
        return Optional.empty();
    }

    static Map<String, Long> numbers(String text) {
        Map<String, Long> numbers = new TreeMap<>();
        text.lines()
                .map(NUMBER::matcher)
                .filter(Matcher::matches)
                .forEach(line -> numbers.put(line.group(1), Long.parseLong(line.group(2))));
        return numbers;
    }
}
