// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.samples.write.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code trace-cmd report} and {@code perf script} print what was meant: every event, and the faults of the truth. */
class GeneratedReadByToolsTest {
    private static final Pattern TRACE_CMD =
            Pattern.compile("\\s*(\\S+)-(\\d+)\\s+\\[(\\d+)]\\s+(\\d+)\\.(\\d{9}): (\\w+):\\s+(.*)");
    private static final Pattern PERF =
            Pattern.compile("\\s*(\\S+)\\s+(\\d+)\\s+\\[(\\d+)]\\s+(\\d+)\\.(\\d{9}): *\\w+:(\\w+): (.*)");
    private static final Pattern ADDRESS = Pattern.compile("address=0x([0-9a-f]+) ");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"5.10", "6.1", "6.1-lockdep", "6.12"})
    void traceCmdReport(String kernel) throws IOException, InterruptedException {
        Tool.need("trace-cmd");
        Path capture = make(kernel, kernel.equals("5.10") ? OutputFormat.TRACE_DAT_6 : OutputFormat.TRACE_DAT);
        compare(Tool.lines(List.of("trace-cmd", "report", "-t", "-i", capture.toString())), TRACE_CMD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.10", "6.1", "6.1-lockdep", "6.12"})
    void perfScript(String kernel) throws IOException, InterruptedException {
        Tool.need("perf");
        Path capture = make(kernel, OutputFormat.PERF_DATA);
        String fields = "comm,tid,cpu,time,event,trace";
        compare(Tool.lines(List.of("perf", "script", "-i", capture.toString(), "--ns", "-F", fields)), PERF);
    }

    /** The text the generator prints is, line by line, what trace-cmd prints of the same capture. */
    @ParameterizedTest
    @ValueSource(strings = {"5.10", "6.1", "6.1-lockdep", "6.12"})
    void reportText(String kernel) throws IOException, InterruptedException {
        Tool.need("trace-cmd");
        Path capture = make(kernel, OutputFormat.TRACE_DAT);
        List<String> printed = Tool.lines(List.of("trace-cmd", "report", "-t", "-i", capture.toString()));
        Path text = make(kernel, OutputFormat.REPORT_TEXT);
        assertThat(Files.readAllLines(text)).hasSizeGreaterThan(9000).isEqualTo(printed);
    }

    private Path make(String kernel, OutputFormat format) throws IOException {
        Path capture = directory.resolve("capture");
        Generator.of(GeneratorTest.text("truncate-race"), Map.of("kernel", kernel, "events", "9000"), 4)
                .run(capture, format, directory);
        return capture;
    }

    private void compare(List<String> lines, Pattern pattern) throws IOException {
        Map<String, Long> printed = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.matches()) {
                printed.merge(matcher.group(6), 1L, Long::sum);
                Matcher address = ADDRESS.matcher(matcher.group(7));
                if (matcher.group(6).equals("page_fault_user") && address.find()) {
                    faults.add(matcher.group(2) + " " + Integer.parseInt(matcher.group(3)) + " " + matcher.group(4)
                            + matcher.group(5) + " " + Long.parseLong(address.group(1), 16));
                }
            }
        }
        Map<String, Long> meant = new TreeMap<>();
        for (String[] row : rows("events")) {
            meant.put(row[0].substring(row[0].indexOf(':') + 1), Long.parseLong(row[1]));
        }
        assertThat(printed).hasSizeGreaterThan(40).isEqualTo(meant);
        assertThat(faults)
                .hasSizeGreaterThan(50)
                .containsExactlyInAnyOrderElementsOf(rows("faults").stream()
                        .map(row -> row[0] + " " + row[1] + " " + row[2] + " " + row[4])
                        .toList());
    }

    private List<String[]> rows(String table) throws IOException {
        return Files.readAllLines(directory.resolve(table + ".csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }
}
