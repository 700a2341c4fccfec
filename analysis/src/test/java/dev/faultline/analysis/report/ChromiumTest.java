// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.chart.Examples;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens a report of hostile names in a real browser. */
class ChromiumTest {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    @TempDir
    Path folder;

    private Path report;

    @BeforeEach
    void write() throws IOException {
        report = folder.resolve("report.html");
        HtmlReport.write(
                Hostile.report(List.of(Examples.latency(97, 1), Examples.pages(37), Examples.empty())), report);
    }

    @Test
    void theScriptRunsNothingElseDoesAndTheConsoleIsSilent() throws IOException, InterruptedException {
        List<String> output = browse("--dump-dom", "--enable-logging=stderr");
        String dom = String.join("\n", output);
        assertThat(output).noneMatch(line -> line.contains("CONSOLE"));
        // The inline script made buttons, so its hash fits the policy; no name became an element.
        assertThat(dom).contains("<button type=\"button\">verdict</button>");
        assertThat(dom.split("<img ", -1)).hasSize(4);
        assertThat(dom.split("<script", -1)).hasSize(2);
    }

    @Test
    void thePagePrints() throws IOException, InterruptedException {
        Path pdf = folder.resolve("report.pdf");
        browse("--print-to-pdf=" + pdf, "--no-pdf-header-footer");
        assertThat(Files.readAllBytes(pdf)).startsWith('%', 'P', 'D', 'F').hasSizeGreaterThan(20_000);
    }

    private List<String> browse(String... options) throws IOException, InterruptedException {
        Path browser = browser();
        if (browser == null) {
            System.out.println("SKIPPED: ChromiumTest, no chromium on the PATH");
        }
        Assumptions.assumeTrue(browser != null);
        List<String> command = new ArrayList<>(List.of(
                String.valueOf(browser),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(List.of(options));
        command.add(report.toUri().toString());
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        List<String> output = Files.readAllLines(log);
        assertThat(process.exitValue()).as(String.join("\n", output)).isZero();
        return output;
    }

    private static Path browser() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            for (String name : NAMES) {
                Path file = Path.of(folder, name);
                if (Files.isExecutable(file)) {
                    return file;
                }
            }
        }
        return null;
    }
}
