// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code replay-invariants.tsv}: the table invariant by capture, how often each was checked at least and how often it was violated
 * exactly; written anew with {@code -Dgolden=update}.
 */
public final class InvariantTable {
    private static final Path FILE = Path.of("src/test/resources/replay-invariants.tsv");
    private static final boolean UPDATE = "update".equals(System.getProperty("golden"));
    private static final String TITLE =
            "# How often each invariant is checked at least, and after a slash how often it is violated"
                    + " exactly, per capture; - where the capture cannot decide it.\n";

    private final List<Clause> invariants =
            Arrays.stream(Clause.values()).filter(Clause::isInvariant).toList();
    private final Map<String, String[]> expected = read();
    private final Map<String, String> found = new TreeMap<>();

    public void check(String capture, ReplayResult result) {
        assertThat(result.invariants()).extracting(InvariantResult::id).isEqualTo(names());
        found.put(
                capture, result.invariants().stream().map(InvariantTable::cell).collect(Collectors.joining("\t")));
        if (UPDATE) {
            return;
        }
        String[] row = expected.get(capture);
        assertThat(row).as("line of %s in %s", capture, FILE.getFileName()).isNotNull();
        for (int i = 0; i < invariants.size(); i++) {
            InvariantResult invariant = result.invariants().get(i);
            String[] numbers = row[i + 1].equals("-") ? new String[] {"0"} : row[i + 1].split("/");
            assertThat(invariant.checked()).as(invariant.id()).isGreaterThanOrEqualTo(Long.parseLong(numbers[0]));
            assertThat(invariant.violated())
                    .as(invariant.id())
                    .isEqualTo(numbers.length < 2 ? 0 : Long.parseLong(numbers[1]));
            assertThat(invariant.notCheckable() == null).as(invariant.id()).isEqualTo(invariant.checked() > 0);
        }
    }

    private List<String> names() {
        return invariants.stream().map(Enum::name).toList();
    }

    private static String cell(InvariantResult invariant) {
        if (invariant.checked() == 0) {
            return "-";
        }
        return invariant.checked() + (invariant.violated() > 0 ? "/" + invariant.violated() : "");
    }

    public void finish() {
        if (UPDATE) {
            String rows = found.entrySet().stream()
                    .map(row -> row.getKey() + "\t" + row.getValue() + "\n")
                    .collect(Collectors.joining());
            try {
                Files.writeString(FILE, TITLE + "# capture\t" + String.join("\t", names()) + "\n" + rows);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Map<String, String[]> read() {
        try (InputStream in = InvariantTable.class.getResourceAsStream("/replay-invariants.tsv")) {
            Map<String, String[]> rows = new HashMap<>();
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(row -> rows.put(row[0], row));
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
