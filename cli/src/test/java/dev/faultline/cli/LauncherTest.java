// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cli/bin/faultline}, in an unpacked distribution: real processes, as a shell starts them. */
class LauncherTest {
    private static final int LINES = 2000;

    @TempDir
    private Path temporary = Path.of("");

    private Path launcher = Path.of("");

    /** A distribution whose one jar points at the classes under test, in a folder with a blank in its name. */
    @BeforeEach
    void unpack() throws IOException {
        Path home = temporary.resolve("a folder");
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("lib"));
        launcher = Files.copy(
                Tree.ROOT.resolve("cli/bin/faultline"),
                home.resolve("bin/faultline"),
                java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
        try (OutputStream file = Files.newOutputStream(home.resolve("lib/faultline.jar"))) {
            new JarOutputStream(file, manifest).close();
        }
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
    }

    @Test
    void runsFromAnywhereThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("fl"), launcher);

        Shell first = Shell.run(temporary, link.toString(), "--version");
        Shell second = Shell.run(temporary, link.toString(), "--version");

        assertThat(first.exit).as(first.err).isZero();
        assertThat(first.out).startsWith("faultline ");
        assertThat(second.out).isEqualTo(first.out);
        assertThat(second.err).isEmpty();
    }

    @Test
    void passesArgumentsAndExitCodesThrough() throws Exception {
        Shell run = Shell.run(temporary, launcher.toString(), "convert", "no such $file*", "-o", "x.duckdb");

        assertThat(run.exit).isEqualTo(ExitCode.UNREADABLE.code());
        assertThat(run.err).contains("no such $file*: there is no such file or directory");
        assertThat(run.out).isEmpty();
    }

    @Test
    void saysWhenOutputCannotBeWritten() throws Exception {
        Shell run = Shell.run(temporary, "sh", "-c", "'" + launcher + "' --help > /dev/full");

        assertThat(run.exit).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err).contains("cannot write to standard output");
    }

    /** Ctrl-c ends a capture that is followed: what came is stored, how much is said, and the exit code is 0. */
    @Test
    void followsUntilItIsInterrupted() throws Exception {
        Path errors = temporary.resolve("errors");
        Path store = temporary.resolve("live.duckdb");
        // A job in the background may have been started with SIGINT ignored.
        Process process = new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        launcher.toString(),
                        "convert",
                        "-",
                        "--follow",
                        "--every",
                        "1ms",
                        "-o",
                        store.toString())
                .redirectError(errors.toFile())
                .start();
        try (WatchService watch = temporary.getFileSystem().newWatchService();
                OutputStream lines = process.getOutputStream()) {
            temporary.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            for (int i = 0; i < LINES; i++) {
                String line = String.format(
                        Locale.ROOT,
                        "            bash-77      [000] .....   100.%06d: tracing_mark_write: step %d%n",
                        i,
                        i);
                lines.write(line.getBytes(StandardCharsets.UTF_8));
            }
            lines.flush();
            // The last line waits for one behind it.
            while (!Files.exists(store) || stored(store) < LINES - 1) {
                WatchKey change = watch.take();
                change.pollEvents();
                change.reset();
            }
            Shell.run(temporary, "kill", "-INT", Long.toString(process.pid()));
            assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        }
        assertThat(stored(store)).isEqualTo(LINES);
        assertThat(Files.readString(errors))
                .contains("live.duckdb: 2,000 records of 1 events, all that came until it was told to stop");
    }

    private static long stored(Path store) {
        CliRun run =
                CliRun.of(List.of("query", store.toString(), "SELECT count(*) FROM ftrace.print", "--format", "csv"));
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
        return Long.parseLong(
                run.out().lines().skip(1).findFirst().orElseThrow().strip());
    }

    /** What a process said. */
    private record Shell(int exit, String out, String err) {
        static Shell run(Path directory, String... line) throws IOException, InterruptedException {
            Path out = Files.createTempFile(directory, "out", "");
            Path err = Files.createTempFile(directory, "err", "");
            List<String> command = new ArrayList<>(List.of(line));
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            int exit = process.waitFor();
            return new Shell(
                    exit, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
        }
    }
}
