// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of this machine; a test that asks for one that is not there is skipped, and says so. */
public final class Tool {
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private Tool() {}

    /** Skips the running test, loudly, unless the program is installed. */
    public static void need(String program) {
        boolean installed = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        if (!installed) {
            skip(program + " is not installed");
        }
    }

    /** Skips the running test; each reason is said once. */
    public static void skip(String reason) {
        if (SAID.add(reason)) {
            System.out.println("SKIPPED: every test that needs it, for " + reason);
        }
        Assumptions.abort(reason);
    }

    /** What the program prints on its standard output. */
    public static List<String> lines(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        byte[] output = process.getInputStream().readAllBytes();
        process.waitFor();
        return new String(output, StandardCharsets.UTF_8).lines().toList();
    }

    /** What the program prints on its standard error. */
    public static List<String> errors(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        byte[] output = process.getErrorStream().readAllBytes();
        process.waitFor();
        return new String(output, StandardCharsets.UTF_8).lines().toList();
    }
}
