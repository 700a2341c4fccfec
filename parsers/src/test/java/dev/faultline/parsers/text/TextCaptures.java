// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Texts written for one test. */
final class TextCaptures {
    private TextCaptures() {}

    /** Reads a text of Linux 6.1, which a file {@code uname} beside it names. */
    static Rows read(Path directory, String text) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("uname"), "Linux host 6.1.0-56-amd64 #1 SMP x86_64 GNU/Linux\n");
        Path file = directory.resolve("trace.txt");
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        return Rows.of(file);
    }

    /** The rows of one event. */
    static List<Row> of(Rows rows, String event) {
        return rows.rows().stream().filter(row -> row.event().equals(event)).toList();
    }
}
