// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.RecordSink;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every perf.data of the corpus ({@code -Dfaultline.corpus=DIR}) against everything perf printed of it: what is stored
 * beside it, and raw dumps and statistics of an installed perf. Prints one table, whose lines are committed.
 */
class PerfOraclesTest {
    private static final String CORPUS = System.getProperty("faultline.corpus", "");
    private static final PerfOracleTable TABLE = new PerfOracleTable();
    private static final String DUMP = "perf script -D";
    private static final String STATS = "perf report --stats";

    /** Attrs of perf 6.12 are longer than those that perf 6.1 reads: it refuses the files, but not the pipe. */
    private static final String TOO_NEW = "6.12";

    /** In a pipe of perf 5.10 perf 6.1 loses its way behind the features. */
    private static final String TOO_OLD = "5.10";

    /** A capture whose script holds no line, because perf itself cannot read what {@code perf inject} wrote. */
    private static final String INJECTED = "perf.inject.data";

    @AfterAll
    static void table() throws IOException {
        if (!CORPUS.isEmpty()) {
            TABLE.check();
        }
    }

    static Stream<Path> captures() throws IOException {
        if (CORPUS.isEmpty()) {
            System.out.println("SKIPPED: perf.data of the corpus: -Dfaultline.corpus names no directory");
            return Stream.empty();
        }
        List<Path> found = new ArrayList<>();
        try (Stream<Path> directories = Files.list(Path.of(CORPUS))) {
            for (Path directory : directories.sorted().toList()) {
                if (directory.getFileName().toString().contains("-pf-")) {
                    found.addAll(captures(directory));
                }
            }
        }
        return found.stream();
    }

    private static List<Path> captures(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("perf\\.(data.*|pipe)"))
                    .filter(file -> !file.getFileName().toString().startsWith(INJECTED))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("captures")
    void rowsAreWhatPerfPrints(Path file) throws IOException, InterruptedException {
        String name = String.valueOf(file.getParent().getFileName());
        try (Capture capture = CaptureFormats.open(file)) {
            PerfRows rows = PerfRows.of(capture, Selection.everything(), 2);
            assertThat(capture.issues()).isEmpty();
            stored(file, name, capture, rows);
            installed(file, name, capture, rows);
        }
    }

    private static void stored(Path file, String name, Capture capture, PerfRows rows) throws IOException {
        List<Path> oracles;
        try (Stream<Path> files = Files.list(file.resolveSibling("oracle"))) {
            oracles = files.sorted().toList();
        }
        for (Path oracle : oracles) {
            String kind = String.valueOf(oracle.getFileName()).replaceFirst("\\.(txt|txt\\.zst)$", "");
            List<String> lines = lines(oracle);
            if (!lines.isEmpty()) {
                Comparison comparison = new Comparison(name + "/" + kind);
                if (compare(kind, lines, capture, rows, comparison)) {
                    TABLE.add(comparison);
                }
            }
        }
        Path json = file.resolveSibling("perf.json.zst");
        if (Files.exists(json)) {
            Comparison comparison = new Comparison(name + "/perf.json");
            new JsonCheck(rows, comparison).run(lines(json));
            TABLE.add(comparison);
        }
    }

    /** Whether this is an oracle of rows, by its name; headers and evlists have a test of their own. */
    private static boolean compare(
            String kind, List<String> lines, Capture capture, PerfRows rows, Comparison comparison) {
        ScriptCheck script = new ScriptCheck(rows, capture.info().tool(), comparison);
        switch (kind) {
            case "cgroup_script" -> script.cgroup().run(lines);
            case "meta_script" -> {
                script.run(lines);
                new MetaCheck(rows, comparison).run(lines);
            }
            case "dump_D" -> new DumpCheck(rows, comparison, true).runPart(lines);
            case "report" -> new StatsCheck(rows, comparison).report(lines);
            case "report_D_tail" -> new StatsCheck(rows, comparison).stats(lines, summary(capture), false);
            case "script_pid_cpu_time_event_trace_comm" -> script.process().run(lines);
            default -> {
                if (!kind.contains("script")) {
                    return false;
                }
                script.run(lines);
            }
        }
        return true;
    }

    private static void installed(Path file, String name, Capture capture, PerfRows rows)
            throws IOException, InterruptedException {
        String tool = String.valueOf(capture.info().tool());
        boolean pipe = String.valueOf(file.getFileName()).endsWith(".pipe");
        boolean unreadable = pipe ? tool.contains(TOO_OLD) : tool.contains(TOO_NEW);
        if (InstalledPerf.version() == null) {
            TABLE.skip(name + "/" + DUMP, "no perf is installed");
            TABLE.skip(name + "/" + STATS, "no perf is installed");
            return;
        }
        List<String> lines = InstalledPerf.lines(file, "script", "-D");
        if (unreadable) {
            TABLE.unreadable(name + "/" + DUMP);
            assertThat(lines).as("samples of " + name).noneMatch(line -> line.contains("PERF_RECORD_SAMPLE"));
            return;
        }
        boolean packed = capture.info().details().containsKey("compressed");
        boolean placed = !packed && !pipe && Files.isRegularFile(file);
        ScanSummary summary = summary(capture);
        Comparison dump = new Comparison(name + "/" + DUMP);
        new DumpCheck(rows, dump, placed).run(lines, summary.records());
        TABLE.add(dump);
        if (!pipe) {
            // of a stream perf prints no statistics
            Comparison stats = new Comparison(name + "/" + STATS);
            new StatsCheck(rows, stats).stats(InstalledPerf.lines(file, "report", "--stats"), summary, packed);
            TABLE.add(stats);
        }
    }

    private static ScanSummary summary(Capture capture) {
        try {
            return capture.scan(Selection.everything(), 1, RecordSink.none());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> lines(Path file) throws IOException {
        boolean packed = file.toString().endsWith(".zst");
        try (InputStream in = packed ? new ZstdInputStream(Files.newInputStream(file)) : Files.newInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
        }
    }
}
