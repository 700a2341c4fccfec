// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The perf of this machine, if it has one. */
final class InstalledPerf {
    private static final @Nullable String VERSION = find();

    private InstalledPerf() {}

    /** What {@code perf --version} says, {@code null} where there is none. */
    static @Nullable String version() {
        return VERSION;
    }

    private static @Nullable String find() {
        try {
            Process perf = new ProcessBuilder("perf", "--version").start();
            List<String> lines = lines(perf.getInputStream());
            return lines.isEmpty() ? null : lines.get(0);
        } catch (IOException e) {
            return null;
        }
    }

    /** What perf prints of a file, which may be packed, a pipe's stream or a directory. */
    static List<String> lines(Path file, String command, String option) throws IOException {
        Path plain = file;
        boolean packed = file.toString().endsWith(".zst");
        if (packed) {
            plain = Files.createTempFile("perf", ".data");
            try (InputStream in = new ZstdInputStream(Files.newInputStream(file))) {
                Files.copy(in, plain, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try {
            boolean pipe = file.toString().endsWith(".pipe");
            List<String> words = new ArrayList<>(List.of("perf", command, option, "-f", "-i"));
            words.add(pipe ? "-" : plain.toString());
            ProcessBuilder builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
            if (pipe) {
                builder.redirectInput(plain.toFile());
            }
            return lines(builder.start().getInputStream());
        } finally {
            if (packed) {
                Files.delete(plain);
            }
        }
    }

    private static List<String> lines(InputStream in) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1))) {
            return reader.lines().toList();
        }
    }
}
