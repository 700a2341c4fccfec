// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.chart.Examples;
import dev.faultline.analysis.chart.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Draws in a mount namespace in which there are no fonts, no font configuration and no libfontconfig. */
class BareServerTest {
    private static final String HIDE = """
            mount -t tmpfs none /usr/share/fonts || exit 77
            if [ -d /etc/fonts ]; then mount -t tmpfs none /etc/fonts || exit 77; fi
            for library in /usr/lib/*/libfontconfig.so* /usr/lib64/libfontconfig.so*; do
              if [ -e "$library" ]; then mount --bind /dev/null "$library" || exit 77; fi
            done
            exec "$@"
            """;

    @TempDir
    Path folder;

    /** Entry point of the forked JVM. */
    public static final class Draw {
        private Draw() {}

        /** Writes one chart in both formats into the folder named by the first argument. */
        public static void main(String[] args) throws IOException {
            Files.write(Path.of(args[0], "chart.png"), ChartRenderer.png(Examples.latency(97, 1), Theme.LIGHT));
            Files.writeString(Path.of(args[0], "chart.svg"), ChartRenderer.svg(Examples.latency(97, 1), Theme.LIGHT));
        }
    }

    @Test
    void aChartWithoutAnySystemFontIsTheSameChart() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        int exit = run(log);
        boolean skipped = exit == 77 || exit == 127;
        if (skipped) {
            System.out.println("SKIPPED: BareServerTest, no mount namespaces here (unshare exit " + exit + ")");
        }
        Assumptions.assumeFalse(skipped);
        assertThat(exit).as(Files.readString(log)).isZero();
        assertThat(Files.readString(folder.resolve("chart.svg")))
                .isEqualTo(ChartRenderer.svg(Examples.latency(97, 1), Theme.LIGHT));
        assertThat(Files.readAllBytes(folder.resolve("chart.png")))
                .isEqualTo(ChartRenderer.png(Examples.latency(97, 1), Theme.LIGHT));
    }

    private int run(Path log) throws InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                "unshare",
                "--user",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                HIDE,
                "sh",
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Draw.class.getName(),
                folder.toString());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return 1;
            }
            int exit = process.exitValue();
            // unshare itself reports a refused namespace with 1 and a message of its own.
            return exit == 1 && Files.readString(log).startsWith("unshare:") ? 77 : exit;
        } catch (IOException e) {
            return 127;
        }
    }
}
