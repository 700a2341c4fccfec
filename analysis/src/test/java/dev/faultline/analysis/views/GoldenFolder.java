// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Committed tables of lines, one file per view or rule: the first cell is the capture's name.
 *
 * @param path the folder
 */
record GoldenFolder(Path path) {
    /** The rest of each line by its capture; empty when there is no such table. */
    Map<String, String> read(String name) {
        Path file = file(name);
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .map(line -> line.split("\t", 2))
                            .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1]))
                    : Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts lines into a table, in place of those of the same captures; other lines stay. */
    void write(String name, Map<String, String> lines) {
        Map<String, String> all = new TreeMap<>(read(name));
        all.putAll(lines);
        try {
            Files.createDirectories(path);
            Files.writeString(
                    file(name),
                    all.entrySet().stream()
                            .map(line -> line.getKey() + "\t" + line.getValue() + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name) {
        return path.resolve(name + ".tsv");
    }
}
