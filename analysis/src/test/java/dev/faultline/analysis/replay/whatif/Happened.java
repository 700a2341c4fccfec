// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** What the generator says happened in a capture, read from its truth and from nothing else. */
record Happened(Path truth) {
    long of(Metric metric) throws IOException {
        return switch (metric) {
            case STORE_FAULTS -> rows("faults", row -> row[8].equals("1"));
            case READ_FAULTS -> rows("faults", row -> row[8].equals("0"));
            case MKWRITES -> sum("tasks", 6);
            case FOLIOS_DIRTIED -> rows("folios", row -> row[6].equals("dirtied"));
            case PAGES_CLEANED -> rows("folios", row -> row[6].equals("cleaned"));
            case THROTTLED_NS -> sum("tasks", 9);
            case STABLE_WAITS -> rows("mkwrites", row -> !row[11].equals("0"));
            case STABLE_WAIT_NS -> sum("mkwrites", 11);
            case PAGES_DIRTIED -> counter("nr_dirtied");
            default -> throw new IllegalArgumentException("the generator does not tell " + metric);
        };
    }

    private long rows(String table, Predicate<String[]> which) throws IOException {
        return table(table).stream().filter(which).count();
    }

    private long sum(String table, int column) throws IOException {
        return table(table).stream()
                .mapToLong(row -> Long.parseLong(row[column]))
                .sum();
    }

    private long counter(String name) throws IOException {
        return table("counters").stream()
                .filter(row -> row[0].equals(name))
                .mapToLong(row -> Long.parseLong(row[1]))
                .findFirst()
                .orElseThrow();
    }

    private List<String[]> table(String name) throws IOException {
        return Files.readAllLines(truth.resolve(name + ".csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }
}
