// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.beside;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Files beside a capture, or in {@code truth/} beside it: {@code dmesg} and {@code lock_stat}, also with {@code .txt} or {@code .log},
 * also packed with gzip or xz.
 */
public final class Companions {
    private static final int LARGEST = 64 << 20;

    private final Path capture;

    /** Those of a capture file. */
    public Companions(Path capture) {
        this.capture = capture;
    }

    /** Reports of lockdep in the kernel's log; empty when there is no log. */
    public List<LockdepReport> reports() throws IOException {
        return LockdepReport.all(text("dmesg"));
    }

    /** Rows of {@code /proc/lock_stat}; empty when there is no such file. */
    public List<LockStat> statistics() throws IOException {
        return LockStat.all(text("lock_stat"));
    }

    private String text(String name) throws IOException {
        for (Path file : places(name).toList()) {
            if (Files.isRegularFile(file)) {
                try (InputStream in = open(file)) {
                    return new String(in.readNBytes(LARGEST), StandardCharsets.ISO_8859_1);
                }
            }
        }
        return "";
    }

    private Stream<Path> places(String name) {
        return Stream.of("", "truth/")
                .flatMap(folder -> Stream.of("", ".txt", ".log").map(end -> folder + name + end))
                .flatMap(file -> Stream.of(file, file + ".gz", file + ".xz"))
                .map(capture::resolveSibling);
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        String name = file.toString();
        return name.endsWith(".gz") ? new GZIPInputStream(in) : name.endsWith(".xz") ? new XZInputStream(in) : in;
    }
}
