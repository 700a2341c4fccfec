// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.rules.RuleCatalogue;
import dev.faultline.analysis.rules.RuleResult;
import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real captures, forged at a place taken by the seed, are found by the rule of the operator, with the right subject; the originals are
 * not. Kernels and file systems vary.
 */
class ForgedCapturesTest {
    /** Capture, operator, rule, subject. */
    private static final String FORGED = """
            ext4-write-6.1 mkwrite-beyond-eof mkwrite-beyond-eof inode 13 on device 254:16
            xfs-write-6.12 mkwrite-beyond-eof mkwrite-beyond-eof inode 132 on device 254:16
            ext4-write-5.10 mkwrite-beyond-eof mkwrite-beyond-eof inode 13 on device 254:16
            ext4-write-6.1 mkwrite-without-dirty mkwrite-not-accounted inode 13 on device 254:16
            xfs-write-6.12 mkwrite-without-dirty mkwrite-not-accounted inode 132 on device 254:16
            btrfs-write-6.1 mkwrite-without-dirty mkwrite-not-accounted inode 258 on device 0:30
            ext4-write-6.1 dirty-without-mkwrite dirtied-outside-write inode 13 on device 254:16
            xfs-write-6.12 dirty-without-mkwrite dirtied-outside-write inode 132 on device 254:16
            btrfs-write-6.1 dirty-without-mkwrite dirtied-outside-write inode 258 on device 0:30
            ext4-fault-lockdep mkwrite-without-freeze-protection mkwrite-freeze-protection ext4 on device .*
            ext4-no-pagefault-control mkwrite-without-freeze-protection mkwrite-freeze-protection ext4 on device 254:16
            ext4-write-6.12 nopage-storm nopage-loop address 0x[0-9a-f]+
            btrfs-write-6.1 nopage-storm nopage-loop address 0x[0-9a-f]+
            ext4-write-6.1 double-dirty dirtied-twice inode 13 on device 254:16
            xfs-write-6.1 double-dirty dirtied-twice inode 132 on device 254:16
            ext4-write-5.10 lost-dirty-bit dirty-bit-lost inode 13 on device 254:16
            xfs-write-6.12 lost-dirty-bit dirty-bit-lost inode 132 on device 254:16
            btrfs-write-6.1 lost-dirty-bit dirty-bit-lost inode 258 on device 0:30
            ext4-write-6.1 removed-dirty removed-while-dirty inode 13 on device 254:16
            xfs-write-6.12 removed-dirty removed-while-dirty inode 132 on device 254:16
            ext4-write-5.10 clean-without-writeback dropped-dirty inode 13 on device 254:16
            xfs-write-6.1 clean-without-writeback dropped-dirty inode 132 on device 254:16
            ext4-write-6.12 endless-writeback stuck-writeback inode 14 on device 254:16
            xfs-write-6.1 endless-writeback stuck-writeback inode 132 on device 254:16
            btrfs-write-6.1 endless-writeback stuck-writeback inode 258 on device 0:30
            ext4-write-6.1 unreported-error lost-writeback-error inode 13 on device 254:16
            xfs-write-6.12 unreported-error lost-writeback-error inode 132 on device 254:16
            ext4-fault-lockdep lock-order-inverted lock-cycle .*mmap_lock.*
            corpus:k61-f2fs-write endless-writeback stuck-writeback inode 5 on device 254:16
            corpus:k61-f2fs-write unreported-error lost-writeback-error inode 5 on device 254:16
            """;

    @TempDir
    private Path directory = Path.of("");

    private record Row(String capture, String operator, String rule, String subject) {
        static Row of(String line) {
            String[] words = line.split(" ", 4);
            return new Row(words[0], words[1], words[2], words[3]);
        }
    }

    @Test
    void eachIsFoundByItsRule() throws IOException, InterruptedException {
        Mutants mutants = new Mutants(directory);
        Map<String, Integer> originals = new LinkedHashMap<>();
        Map<Integer, Row> forged = new LinkedHashMap<>();
        for (Row row : FORGED.lines()
                .map(Row::of)
                .filter(row -> Mutants.there(row.capture))
                .toList()) {
            originals.computeIfAbsent(row.capture, mutants::add);
            forged.put(mutants.add(row.capture, row.operator, 1), row);
        }
        List<String> rules = forged.values().stream().map(Row::rule).distinct().toList();
        assertThat(rules).hasSize(12);
        LoadRequest request = LoadRequest.of(mutants.files().toArray(Path[]::new))
                .withEvents(RuleCatalogue.standard().events(rules));
        try (TraceDatabase database = TraceDatabase.load(request, Progress.NONE)) {
            Map<String, Map<Integer, RuleResult>> results =
                    Judged.results(database, new Views(database, SqlCatalogue.standard()), rules);
            SoftAssertions soft = new SoftAssertions();
            forged.forEach((id, row) -> {
                Set<String> found = Judged.subjects(results.get(row.rule).get(id));
                found.removeAll(Judged.subjects(results.get(row.rule).get(originals.get(row.capture))));
                soft.assertThat(found)
                        .as(row.toString())
                        .isNotEmpty()
                        .allMatch(subject -> subject.matches(row.subject));
            });
            soft.assertAll();
        }
    }

    /** Numbers that come again are no violation. */
    @Test
    void numbersThatComeAgainViolateNothing() throws IOException, InterruptedException {
        Mutants mutants = new Mutants(directory);
        Map<Integer, Integer> originals = new LinkedHashMap<>();
        for (String capture : List.of("ext4-write-6.1", "xfs-write-6.12")) {
            int original = mutants.add(capture);
            for (String operator : List.of("pid-reuse", "inode-reuse")) {
                originals.put(mutants.add(capture, operator, 1), original);
            }
        }
        List<Judged> judged =
                Judged.of(mutants.files(), RuleCatalogue.standard().ids());
        assertThat(originals)
                .hasSize(4)
                .allSatisfy((copy, original) -> judged.get(copy)
                        .subjects()
                        .forEach((rule, found) -> assertThat(found)
                                .as(rule + " of " + copy)
                                .isSubsetOf(judged.get(original).subjects().get(rule))));
    }

    /** A release that is gone: the hold has no end, and what seems to be asked for inside it is marked as degraded. */
    @Test
    void aLostReleaseLeavesAHoldWithoutEnd() throws IOException, InterruptedException {
        Mutants mutants = new Mutants(directory);
        mutants.add("ext4-fault-lockdep");
        mutants.add("ext4-fault-lockdep", "lock-release-lost", 1);
        String rule = "documented-lock-order-inverted";
        LoadRequest request = LoadRequest.of(mutants.files().toArray(Path[]::new))
                .withEvents(RuleCatalogue.standard().events(List.of(rule)));
        try (TraceDatabase database = TraceDatabase.load(request, Progress.NONE)) {
            RuleResult result = Judged.results(database, new Views(database, SqlCatalogue.standard()), List.of(rule))
                    .get(rule)
                    .get(1);
            assertThat(result.found())
                    .isNotEmpty()
                    .allSatisfy(finding -> assertThat(finding.message())
                            .endsWith("(degraded: the outer lock was never seen to be released)"));
            List<Object> unreleased = new ArrayList<>();
            database.query(
                            "SELECT COUNT(*) FILTER (unpaired = 'no release') FROM lock_hold GROUP BY capture_id ORDER BY capture_id")
                    .forEach(row -> unreleased.add(Objects.requireNonNull(row[0])));
            assertThat((long) unreleased.get(1)).isEqualTo((long) unreleased.get(0) + 1);
        }
    }
}
