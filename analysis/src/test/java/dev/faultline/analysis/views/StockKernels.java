// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What stock kernels have: tracepoints with their fields ({@code kernel-events.tsv}, from the format files of real captures), and
 * which functions a probe or the tracer can be set on ({@code kernel-functions.tsv}, from their symbols).
 *
 * @param events fields by event, by kernel
 * @param functions kernels by function
 */
record StockKernels(Map<String, Map<String, List<String>>> events, Map<String, Set<String>> functions) {
    static final List<String> RELEASES = List.of("5.10", "6.1", "6.12", "7.2");
    private static final Path FOLDER = Path.of("src/test/resources");

    static StockKernels read() throws IOException {
        Map<String, Map<String, List<String>>> events = new LinkedHashMap<>();
        RELEASES.forEach(release -> events.put(release, new TreeMap<>()));
        for (String[] cells : lines("kernel-events.tsv")) {
            String fields = "-";
            for (int i = 0; i < RELEASES.size(); i++) {
                fields = cells[i + 1].equals("=") ? fields : cells[i + 1];
                if (!fields.equals("-")) {
                    events.get(RELEASES.get(i)).put(cells[0], List.of(fields.split(" ")));
                }
            }
        }
        Map<String, Set<String>> functions = new HashMap<>();
        for (String[] cells : lines("kernel-functions.tsv")) {
            functions.put(cells[0], new HashSet<>(Arrays.asList(cells[1].split(" "))));
        }
        return new StockKernels(events, functions);
    }

    private static List<String[]> lines(String file) throws IOException {
        return Files.readAllLines(FOLDER.resolve(file)).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .toList();
    }

    /** Whether a kernel's symbols have a function; every function a view names must be in the file. */
    boolean has(String release, String function) {
        assertThat(functions).as("functions of kernel-functions.tsv").containsKey(function);
        return functions.get(function).contains(release);
    }
}
