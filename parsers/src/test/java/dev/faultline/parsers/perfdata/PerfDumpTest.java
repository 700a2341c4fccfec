// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.RecordSink;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Addresses, periods and callchains against raw dumps ({@code perf script -D}), record by record: the dump says where in
 * the file a record is. Dumps are made now by an installed perf, or read where one is stored beside a capture.
 */
class PerfDumpTest {
    private static final String CORPUS = System.getProperty("faultline.corpus", "");
    private static final Pattern SAMPLE = Pattern.compile(
            "(?:(-?\\d+) )?(\\d+) 0x([0-9a-f]+) \\[0x[0-9a-f]+\\]: PERF_RECORD_SAMPLE\\(IP, 0x([0-9a-f]+)\\): "
                    + "(-?\\d+)/(-?\\d+): (0x[0-9a-f]+|0) period: (\\d+) addr: (0x[0-9a-f]+|0)");
    private static final Pattern FRAME = Pattern.compile("\\.{5} +\\d+: ([0-9a-f]{16})");

    private static final Pattern COUNT = Pattern.compile(" +([A-Z_0-9]+) events: +(\\d+)");
    private static long samples;

    @AfterAll
    static void floor() {
        if (!CORPUS.isEmpty() && perf(Path.of(CORPUS)) != null) {
            assertThat(samples).as("samples compared with dumps").isGreaterThanOrEqualTo(8_678);
        }
    }

    static Stream<Path> captures() throws IOException {
        if (CORPUS.isEmpty()) {
            System.out.println("SKIPPED: raw dumps of perf.data: -Dfaultline.corpus names no directory");
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(Path.of(CORPUS))) {
            List<Path> found = files.filter(
                            directory -> directory.getFileName().toString().contains("-pf-"))
                    .map(directory -> directory.resolve("perf.data"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            return found.stream();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("captures")
    void valuesAreThoseOfTheDump(Path file) throws IOException, InterruptedException {
        try (Capture capture = CaptureFormats.open(file)) {
            if (capture.info().details().containsKey("compressed")) {
                System.out.println("SKIPPED: " + file.getParent().getFileName()
                        + ": places in compressed data are not those of the dump");
                return;
            }
            Map<Long, Map<String, Object>> rows = new HashMap<>();
            for (Map<String, Object> row :
                    PerfRows.of(capture, Selection.everything(), 2).table("perf.sample")) {
                rows.put((Long) row.get("rec"), row);
            }
            List<String> dump = dump(file);
            int compared = compare(dump, rows);
            System.out.printf(
                    Locale.ROOT,
                    "perf dump %s: %d of %d samples compared: rec, ts, cpu, pid, tid, misc, ip, period, addr, callchain%n",
                    file.getParent().getFileName(),
                    compared,
                    rows.size());
            // perf 6.1 refuses attrs of 6.12: it dumps records, but no samples.
            boolean readable = dump.stream().anyMatch(line -> line.contains("PERF_RECORD_SAMPLE("));
            assertThat(compared).isEqualTo(readable ? rows.size() : 0);
            samples += compared;
        }
    }

    /** Numbers of records by type, against {@code perf report --stats}; perf 6.1 cannot read files of 6.12. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("captures")
    void countsAreThoseOfStats(Path file) throws IOException, InterruptedException {
        Process perf = perf("report", "--stats", file);
        List<String> lines = perf == null ? List.of() : lines(perf.getInputStream());
        try (Capture capture = CaptureFormats.open(file)) {
            ScanSummary summary = capture.scan(Selection.everything(), 1, RecordSink.none());
            int compared = 0;
            for (String line : lines) {
                Matcher count = COUNT.matcher(line);
                if (line.endsWith(" stats:") && compared > 0) {
                    break;
                }
                if (count.lookingAt() && !count.group(1).startsWith("COMPRESSED")) {
                    String table = "perf." + count.group(1).toLowerCase(Locale.ROOT);
                    Long here = summary.recordsPerEvent().get(table);
                    boolean total = count.group(1).equals("TOTAL");
                    boolean round = count.group(1).equals("FINISHED_ROUND");
                    boolean packed = capture.info().details().containsKey("compressed");
                    if (!round && !(total && packed)) {
                        assertThat(total ? Long.valueOf(summary.records()) : here)
                                .as(line)
                                .isEqualTo(Long.valueOf(count.group(2)));
                    }
                    compared++;
                }
            }
            System.out.printf(
                    Locale.ROOT, "perf stats %s: %d counts%n", file.getParent().getFileName(), compared);
        }
    }

    private static int compare(List<String> dump, Map<Long, Map<String, Object>> rows) {
        int compared = 0;
        for (int i = 0; i < dump.size(); i++) {
            Matcher sample = SAMPLE.matcher(dump.get(i));
            if (!sample.lookingAt()) {
                continue;
            }
            Map<String, Object> row = rows.get(Long.parseLong(sample.group(3), 16));
            assertThat(row).as(dump.get(i)).isNotNull();
            List<Object> frames = new ArrayList<>();
            for (int k = i + 1; k < dump.size() && !dump.get(k).isEmpty(); k++) {
                Matcher frame = FRAME.matcher(dump.get(k));
                if (frame.matches()) {
                    frames.add(Long.parseUnsignedLong(frame.group(1), 16));
                }
            }
            check(sample, frames, row);
            compared++;
        }
        return compared;
    }

    private static void check(Matcher sample, List<Object> frames, Map<String, Object> row) {
        assertThat(row.get("ts")).isEqualTo(Long.valueOf(sample.group(2)));
        if (row.containsKey("cpu")) {
            assertThat(row.get("cpu")).isEqualTo(Long.valueOf(sample.group(1)));
        }
        assertThat(row.get("misc")).isEqualTo(Long.parseLong(sample.group(4), 16));
        assertThat(row.get("pid")).isEqualTo(Long.valueOf(sample.group(5)));
        assertThat(row.get("common_pid")).isEqualTo(Long.valueOf(sample.group(6)));
        assertThat(row.get("ip")).isEqualTo(hex(sample.group(7)));
        assertThat(row.get("period")).isEqualTo(Long.valueOf(sample.group(8)));
        assertThat(row.getOrDefault("addr", 0L)).isEqualTo(hex(sample.group(9)));
        assertThat(row.getOrDefault("callchain", List.of())).isEqualTo(frames);
    }

    private static long hex(String text) {
        return text.equals("0") ? 0 : Long.parseUnsignedLong(text.substring(2), 16);
    }

    private static List<String> dump(Path file) throws IOException, InterruptedException {
        Process perf = perf(file);
        Path stored = file.resolveSibling("oracle").resolve("dump_D.txt.zst");
        if (perf != null) {
            List<String> lines = lines(perf.getInputStream());
            perf.waitFor();
            return lines;
        }
        System.out.println("SKIPPED: " + file.getParent().getFileName() + ": no perf is installed to dump it");
        return Files.exists(stored) ? lines(new ZstdInputStream(Files.newInputStream(stored))) : List.of();
    }

    private static @Nullable Process perf(Path file) {
        return perf("script", "-D", file);
    }

    private static @Nullable Process perf(String command, String option, Path file) {
        try {
            return new ProcessBuilder("perf", command, option, "-f", "-i", file.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return null;
        }
    }

    private static List<String> lines(InputStream in) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1))) {
            return reader.lines().toList();
        }
    }
}
