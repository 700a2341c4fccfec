// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The table of all comparisons, one line per oracle. What was compared is committed: a comparison that compares less than
 * it did, or a column less, fails.
 */
final class PerfOracleTable {
    private static final String RESOURCE = "perf-oracles.tsv";
    private static final String HEADING = "oracle\trecords\tvalues\tmismatches\texplained\tcolumns";

    private final Map<String, String> lines = new TreeMap<>();
    /** Oracles that cannot be compared here, and why. */
    private final Map<String, String> skipped = new LinkedHashMap<>();

    void add(Comparison comparison) {
        comparison.examples().forEach(System.out::println);
        lines.put(comparison.oracle(), comparison.line());
        assertThat(comparison.mismatches()).as(comparison.oracle()).isEmpty();
        assertThat(comparison.records()).as("records of " + comparison.oracle()).isPositive();
    }

    void skip(String oracle, String reason) {
        System.out.println("SKIPPED: " + oracle + ": " + reason);
        skipped.put(oracle, reason);
    }

    /** Names a capture that an installed perf of this version cannot read, so that its stored oracles must do. */
    void unreadable(String oracle) {
        lines.put(oracle, oracle + "\t-\t-\t-\tunreadable by the installed perf\t-");
    }

    /** Prints the table and compares it with the committed one; {@code -Dgolden=update} commits it anew. */
    void check() throws IOException {
        System.out.println(HEADING);
        lines.values().forEach(System.out::println);
        if ("update".equals(System.getProperty("golden"))) {
            update();
        }
        Map<String, String> expected = committed();
        expected.keySet().removeAll(skipped.keySet());
        assertThat(lines).as("what was compared, as committed in " + RESOURCE).isEqualTo(expected);
    }

    private void update() throws IOException {
        Path file = Path.of("src/test/resources/dev/faultline/parsers/perfdata", RESOURCE);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        List<String> all = new ArrayList<>(List.of(HEADING));
        all.addAll(lines.values());
        Files.write(file, all);
    }

    private static Map<String, String> committed() {
        Map<String, String> expected = new TreeMap<>();
        try (InputStream in = PerfOracleTable.class.getResourceAsStream(RESOURCE)) {
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().skip(1).forEach(line -> expected.put(line.substring(0, line.indexOf('\t')), line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return expected;
    }
}
