// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.locking.DocumentedLocks;
import dev.faultline.analysis.locking.LockRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Every documented rule on every capture with calls of its operation: calls, followed, violated, excepted and undecidable are those of
 * {@code lock-conformance/CAPTURE.tsv}, and the rules that no capture exercises those of {@code lock-conformance-unexercised.tsv}.
 */
final class LockConformance implements ViewCheck {
    private static final GoldenFolder FOLDER = new GoldenFolder(Path.of("src/test/resources/lock-conformance"));
    private static final Path UNEXERCISED = Path.of("src/test/resources/lock-conformance-unexercised.tsv");
    private static final boolean UPDATE = "update".equals(System.getProperty("golden"));

    private final Map<String, Map<String, String>> found = new TreeMap<>();
    private final Set<String> exercised = new HashSet<>();
    private long judged;

    @Override
    public void check(CheckedCapture capture) {
        Map<String, String> lines = new TreeMap<>();
        capture.rows("""
                        SELECT rule, document, fs, calls, followed, violated, excepted, undecidable
                        FROM lock_conformance
                        WHERE capture_id = :id AND calls > 0
                        ORDER BY rule, fs
                        """).forEach(row -> {
            lines.put(row[0] + " " + row[2], row[3] + "\t" + row[4] + "\t" + row[5] + "\t" + row[6] + "\t" + row[7]);
            long decided = ((Number) row[4]).longValue() + ((Number) row[5]).longValue();
            judged += decided;
            if (decided > 0) {
                exercised.add(row[1] + " " + row[0]);
            }
        });
        if (!lines.isEmpty()) {
            found.put(capture.directory(), lines);
        }
        if (!UPDATE) {
            assertThat(lines)
                    .as("documented rules on " + capture.name() + " (-Dgolden=update writes it anew)")
                    .isEqualTo(FOLDER.read(capture.directory()));
        }
    }

    @Override
    public void finish() {
        writeSome();
        Set<String> unexercised = DocumentedLocks.standard().rules().stream()
                .filter(LockConformance::decidable)
                .map(rule -> rule.document() + " " + rule.rule())
                .filter(rule -> !exercised.contains(rule))
                .collect(Collectors.toCollection(TreeSet::new));
        System.out.println("documented rules: " + exercised.size() + " exercised, " + unexercised.size()
                + " by no capture, " + judged + " calls judged on " + found.size() + " captures");
        try {
            if (UPDATE) {
                Files.write(UNEXERCISED, unexercised);
            }
            assertThat(new ArrayList<>(unexercised)).isEqualTo(Files.readAllLines(UNEXERCISED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(exercised).hasSizeGreaterThanOrEqualTo(20);
        assertThat(judged).isGreaterThanOrEqualTo(10_000);
    }

    private static boolean decidable(LockRule rule) {
        return (rule.checkable().equals("lockdep")
                        && List.of("must-hold", "must-not-hold", "must-hold-and-release")
                                .contains(rule.requirement()))
                || rule.requirement().equals("must-not-block");
    }

    @Override
    public void writeSome() {
        if (UPDATE) {
            found.forEach(FOLDER::write);
        }
    }
}
