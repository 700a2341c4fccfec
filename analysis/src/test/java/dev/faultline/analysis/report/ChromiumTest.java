// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.chart.Examples;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens a report of hostile names in a real browser. */
class ChromiumTest {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    /**
     * A page around the report that uses it as a reader does and writes down what it saw. It sorts one table both ways, follows every
     * link of the contents, opens what is folded away by a link, and points at a cell of a chart.
     */
    private static final String READER = """
            <!DOCTYPE html><meta charset="utf-8"><pre id="seen"></pre><iframe src="report.html"></iframe><script>
            const seen = [], frame = document.querySelector('iframe');
            addEventListener('load', () => {
              const page = frame.contentDocument, view = frame.contentWindow;
              const table = [...page.querySelectorAll('table')].find(t => t.caption.textContent.startsWith('Events with'));
              const column = () => [...table.tBodies[0].rows].map(row => row.cells[1].textContent).join(' ');
              const button = table.tHead.rows[0].cells[1].querySelector('button');
              seen.push('sorted ' + column());
              for (let i = 0; i < 2; i++) { button.click(); seen.push(button.parentElement.getAttribute('aria-sort') + ' ' + column()); }
              const links = [...page.querySelectorAll('a[href^="#"]')];
              const dead = links.filter(a => !page.getElementById(a.getAttribute('href').slice(1)));
              seen.push('links ' + (links.length > 30) + ' dead ' + dead.length);
              const call = page.querySelector('details[id^="call-"]');
              seen.push('call open ' + call.open);
              view.location.hash = '#' + call.id;
              const cell = page.querySelector('.tips rect');
              cell.dispatchEvent(new view.Event('click', { bubbles: true }));
              seen.push('told ' + (cell.closest('figure').querySelector('.readout').textContent === cell.textContent));
              seen.push('requests ' + view.performance.getEntriesByType('resource').filter(r => !r.name.startsWith('data:')).length);
              setTimeout(() => {
                seen.push('call open ' + call.open);
                document.getElementById('seen').textContent = seen.join('\\n');
              }, 200);
            });
            </script>
            """;

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
        List<String> output = browse(report, "--dump-dom", "--enable-logging=stderr");
        String dom = String.join("\n", output);
        assertThat(output).noneMatch(line -> line.contains("CONSOLE"));
        // The inline script made buttons, so its hash fits the policy; no name became an element.
        assertThat(dom).contains("<button type=\"button\" title=\"Sort by verdict\">verdict</button>");
        assertThat(dom.split("<img ", -1)).hasSize(3);
        assertThat(dom.split("<script", -1)).hasSize(2);
    }

    @Test
    void aReaderSortsFollowsLinksAndPointsAtCharts() throws IOException, InterruptedException {
        Path reader = folder.resolve("reader.html");
        Files.writeString(reader, READER, StandardCharsets.UTF_8);
        String dom = String.join(
                "\n", browse(reader, "--dump-dom", "--allow-file-access-from-files", "--virtual-time-budget=5000"));
        assertThat(dom)
                .contains("<pre id=\"seen\">sorted 101 2\nascending 2 101\ndescending 101 2\nlinks true dead 0\n"
                        + "call open false\ntold true\nrequests 0\ncall open true</pre>");
    }

    @Test
    void thePagePrints() throws IOException, InterruptedException {
        Path pdf = folder.resolve("report.pdf");
        browse(report, "--print-to-pdf=" + pdf, "--no-pdf-header-footer");
        assertThat(Files.readAllBytes(pdf)).startsWith('%', 'P', 'D', 'F').hasSizeGreaterThan(20_000);
        // What is folded away on the screen is on paper: the page count is that of a report with its chains.
        String text = Files.readString(pdf, StandardCharsets.ISO_8859_1);
        assertThat(Pattern.compile("/Type\\s*/Page\\b").matcher(text).results().count())
                .isGreaterThanOrEqualTo(4);
    }

    private List<String> browse(Path page, String... options) throws IOException, InterruptedException {
        Path browser = browser();
        if (browser == null) {
            System.out.println("SKIPPED: the report in a browser: no chromium on the PATH");
        }
        Assumptions.assumeTrue(browser != null, "no chromium on the PATH");
        List<String> command = new ArrayList<>(List.of(
                String.valueOf(browser),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(List.of(options));
        command.add(page.toUri().toString());
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

    private static @Nullable Path browser() {
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
