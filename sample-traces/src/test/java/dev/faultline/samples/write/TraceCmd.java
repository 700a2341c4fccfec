// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The {@code trace-cmd} of this machine; a test that asks for one that is not there is skipped, and says so. */
final class TraceCmd {
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

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
        boolean installed = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "trace-cmd")));
        if (!installed) {
            skip("trace-cmd is not installed");
        }
        if (compression != Compression.NONE && !knows(compression)) {
            skip("this trace-cmd has no " + compression.algorithm());
        }
    }

    private static void skip(String reason) {
        if (SAID.add(reason)) {
            System.out.println("SKIPPED: every test that needs it, for " + reason);
        }
        Assumptions.abort(reason);
    }

    private static boolean knows(Compression compression) throws IOException, InterruptedException {
        return execute(List.of("trace-cmd", "list", "-c")).stream()
                .anyMatch(line -> line.contains(compression.algorithm()));
    }

    private static List<String> run(Path capture, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("trace-cmd", "report", "-t", "-i", capture.toString()));
        command.addAll(Arrays.asList(options));
        return execute(command);
    }

    private static List<String> execute(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readAllBytes();
        process.waitFor();
        return new String(output, StandardCharsets.UTF_8).lines().toList();
    }
}
