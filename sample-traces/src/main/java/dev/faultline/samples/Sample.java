// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One real capture of {@code sample-traces/traces}, with what its recorder printed about it.
 *
 * @param name directory name, for example {@code ext4-write-6.1}
 * @param directory its directory
 * @param about {@code about.properties}: kernel, fs, tracer, command, sha256, what it shows, what was injected
 */
public record Sample(String name, Path directory, Map<String, String> about) {
    /** Number of records of one event on one cpu of one buffer, as {@code trace-cmd report} printed them. */
    public record Fact(String buffer, int cpu, String event, long records) {}

    /** Number of gaps in one cpu buffer: the {@code EVENTS DROPPED} lines of {@code trace-cmd report}. */
    public record Gap(String buffer, int cpu, long gaps) {}

    static Sample read(Path directory) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(directory.resolve("about.properties"))) {
            properties.load(in);
        }
        Map<String, String> about = new LinkedHashMap<>();
        properties.stringPropertyNames().stream().sorted().forEach(key -> about.put(key, properties.getProperty(key)));
        return new Sample(directory.getFileName().toString(), directory, Collections.unmodifiableMap(about));
    }

    /** The capture file, as recorded: {@code trace.dat}, or {@code trace.dat.zst} where the file was packed. */
    public Path capture() {
        return directory.resolve(about("file"));
    }

    /** A property of {@code about.properties}. */
    public String about(String key) {
        String value = about.get(key);
        if (value == null) {
            throw new IllegalArgumentException(name + ": about.properties has no " + key);
        }
        return value;
    }

    /** Records of all buffers, as {@code trace-cmd report} printed them. */
    public long records() {
        return Long.parseLong(about("records"));
    }

    /** Whether the recorded kernel had a defect injected. */
    public boolean injected() {
        return !about("injected").startsWith("none");
    }

    /** Records per buffer, cpu and event. */
    public List<Fact> facts() throws IOException {
        return rows("facts.csv")
                .map(cell -> new Fact(cell[0], Integer.parseInt(cell[1]), cell[2], Long.parseLong(cell[3])))
                .toList();
    }

    /** Gaps per buffer and cpu; empty when nothing was lost. */
    public List<Gap> gaps() throws IOException {
        return rows("lost.csv")
                .map(cell -> new Gap(cell[0], Integer.parseInt(cell[1]), Long.parseLong(cell[2])))
                .toList();
    }

    /** First lines of {@code trace-cmd report} with 9 digits of time; {@code report.lines} in about says how many. */
    public List<String> report() throws IOException {
        return lines("report");
    }

    /** First lines of {@code trace-cmd report -R} (every field of every record), same times. */
    public List<String> rawReport() throws IOException {
        return lines("report-R");
    }

    /**
     * An independent measurement of the same run, for example {@code vmstat.before}, {@code vmstat.after},
     * {@code touch.csv} (the workload's own clock around every store; CLOCK_MONOTONIC ns).
     *
     * @return its file, or {@code null} when this capture has none
     */
    public @Nullable Path truth(String file) {
        Path path = directory.resolve("truth").resolve(file);
        return Files.exists(path) ? path : null;
    }

    @Override
    public String toString() {
        return name;
    }

    private Stream<String[]> rows(String file) throws IOException {
        return Files.readAllLines(directory.resolve(file)).stream().skip(1).map(line -> line.split(",", -1));
    }

    private List<String> lines(String oracle) throws IOException {
        Path path = directory.resolve("oracle").resolve(oracle + ".txt.zst");
        try (InputStream in = new ZstdInputStream(Files.newInputStream(path))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
        }
    }
}
