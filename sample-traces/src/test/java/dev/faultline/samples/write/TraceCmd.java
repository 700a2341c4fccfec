// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The {@code trace-cmd} of this machine; a test that asks for one that is not there is skipped, and says so. */
final class TraceCmd {
    private static final Pattern COUNTS = Pattern.compile("\\] \\d+: ");

    private TraceCmd() {}

    /**
     * Lines of {@code trace-cmd report -t}, spaces squeezed, without its line about cpus. trace-cmd 3.1 parses an
     * uninitialised buffer where version 6 has an empty TRACECLOCK option, and once in some hundred runs prints counts
     * instead of seconds: then it is asked again.
     */
    static List<String> report(Path capture, String... options) throws IOException, InterruptedException {
        List<String> lines = List.of();
        for (int attempt = 0; attempt < 4; attempt++) {
            lines = run(capture, options).stream()
                    .filter(line -> !line.startsWith("cpus="))
                    .map(line -> line.strip().replaceAll("\\s+", " "))
                    .toList();
            if (lines.stream().noneMatch(COUNTS.asPredicate())) {
                break;
            }
        }
        return lines;
    }

    /** Skips the running test, loudly, unless trace-cmd is installed and knows {@code compression}. */
    static void need(Compression compression) throws IOException, InterruptedException {
        Tool.need("trace-cmd");
        if (compression != Compression.NONE && !knows(compression)) {
            Tool.skip("this trace-cmd has no " + compression.algorithm());
        }
    }

    private static boolean knows(Compression compression) throws IOException, InterruptedException {
        return Tool.lines(List.of("trace-cmd", "list", "-c")).stream()
                .anyMatch(line -> line.contains(compression.algorithm()));
    }

    private static List<String> run(Path capture, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("trace-cmd", "report", "-t", "-i", capture.toString()));
        command.addAll(Arrays.asList(options));
        return Tool.lines(command);
    }
}
