// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import com.github.luben.zstd.ZstdInputStream;
import dev.faultline.samples.read.Decoded;
import dev.faultline.samples.read.RawTraceDat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The installed trace-cmd, for the records behind the end of a stored {@code report -R}. */
final class LiveTraceCmd {
    private final String version;

    private LiveTraceCmd(String version) {
        this.version = version;
    }

    /** The installed one, {@code null} when there is none or one whose printing rules are not known here. */
    static @Nullable LiveTraceCmd find() {
        try {
            Process process = new ProcessBuilder("trace-cmd", "--version")
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.contains("version 3.1.6") ? new LiveTraceCmd("trace-cmd 3.1.6") : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Compares the fields of all records. */
    void compare(Path capture, RawTraceDat raw, List<? extends Decoded> records, Confirmed confirmed, Tally tally)
            throws IOException, InterruptedException {
        Path file = plain(capture);
        try {
            Tally live = new Tally();
            ReportCheck check = new ReportCheck(live, records, confirmed, Losses.NONE);
            try (ReportReader report = report(file, List.of())) {
                check.run(report, false);
            }
            FieldPrinter printer = new FieldPrinter(
                    Printer.of(version), new KernelSymbols(raw.kallsyms()), raw.printk(), check.failedFormats());
            try (ReportReader report = report(file, List.of("-R"))) {
                int lines = new FieldCheck(live, confirmed, printer).run(report, records);
                if (lines == 0) {
                    tally.notes.add("the installed trace-cmd cannot read it");
                } else if (lines != records.size()) {
                    live.mismatch("report -R has " + lines + " lines of " + records.size() + " records");
                }
            }
            live.messages.forEach(message -> tally.mismatch("live: " + message));
            tally.live = live.compared;
        } finally {
            if (!file.equals(capture)) {
                Files.delete(file);
            }
        }
    }

    /** With the latency format, which shows the records' flags and preempt counts. */
    private static ReportReader report(Path file, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of("trace-cmd", "report", "-t", "-l"));
        command.addAll(options);
        command.addAll(List.of("-i", file.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new ReportReader(process.getInputStream());
    }

    private static Path plain(Path capture) throws IOException {
        if (!capture.toString().endsWith(".zst")) {
            return capture;
        }
        Path file = Files.createTempFile("capture", ".dat");
        try (InputStream in = new ZstdInputStream(Files.newInputStream(capture))) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }
}
