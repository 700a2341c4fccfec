// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.rules.RuleCatalogue;
import dev.faultline.samples.Samples;
import dev.faultline.samples.mutate.Mutator;
import dev.faultline.samples.mutate.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real captures broken by one operator each: what must notice does, what must not change does not. */
class MutationsAreNoticedTest {
    @TempDir
    private Path directory = Path.of("");

    private static final List<String> ALL = RuleCatalogue.standard().ids();

    private Judged mutated(String sample, String operator, long seed) throws IOException, InterruptedException {
        return mutated(sample, operator, seed, Judged.RULES);
    }

    private Judged mutated(String sample, String operator, long seed, List<String> rules)
            throws IOException, InterruptedException {
        Path out = directory.resolve(operator.replace('@', '-') + ".dat");
        List<String> changes =
                Mutator.apply(Samples.named(sample).capture(), out, List.of(Request.parse(operator)), seed);
        System.out.println(sample + " " + changes);
        return Judged.of(out, rules);
    }

    @ParameterizedTest
    @CsvSource({
        "ext4-write-6.1, mkwrite-beyond-eof@50, mkwrite-beyond-eof",
        "xfs-write-6.1, mkwrite-beyond-eof@3, mkwrite-beyond-eof",
        "ext4-write-5.10, mkwrite-beyond-eof@9, mkwrite-beyond-eof",
        "ext4-fault-lockdep, mkwrite-without-freeze-protection@2, mkwrite-freeze-protection",
        "ext4-no-pagefault-control, mkwrite-without-freeze-protection@7, mkwrite-freeze-protection",
        "ext4-write-6.1, nopage-storm@11, nopage-loop",
        "ext4-write-6.12, nopage-storm@20, nopage-loop",
        "btrfs-write-6.1, nopage-storm@1, nopage-loop"
    })
    void byARule(String sample, String operator, String rule) throws IOException, InterruptedException {
        assertThat(mutated(sample, operator, 1).violates(rule)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"ext4-write-6.1, double-dirty@60, dirtied-twice", "xfs-write-6.1, double-dirty@3, dirtied-twice"})
    void byARuleOfAccounting(String sample, String operator, String rule) throws IOException, InterruptedException {
        assertThat(mutated(sample, operator, 1, List.of(rule)).violates(rule)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ext4-write-6.1, lost-dirty-bit@4, I1",
        "ext4-write-6.1, mkwrite-without-dirty@5, I3",
        "xfs-write-6.1, mkwrite-without-dirty@30, I1",
        "ext4-write-6.12, double-writeback@6, I4",
        "ext4-write-6.1, writeback-of-clean@7, I4",
        "ext4-write-5.10, writeback-end-only@8, I5",
        "ext4-write-6.1, writeback-end-only@96, I5",
        "ext4-write-6.1, mkwrite-beyond-eof@50, I8",
        "ext4-write-6.1, double-dirty@60, D1"
    })
    void byTheModel(String sample, String operator, String clause) throws IOException, InterruptedException {
        assertThat(mutated(sample, operator, 1).broken()).contains(clause);
    }

    @ParameterizedTest
    @CsvSource({"ext4-write-6.1", "xfs-no-trunc-check-injected"})
    void neutralChangesLeaveEverythingAsItWas(String sample) throws IOException, InterruptedException {
        Judged original = Judged.of(Samples.named(sample).capture(), ALL);
        for (String operator : List.of("none", "shift-time", "renumber-cpus", "timestamp-overflow")) {
            assertThat(mutated(sample, operator, 3, ALL)).as(operator).isEqualTo(original);
        }
    }

    @ParameterizedTest
    @CsvSource({"ext4-write-6.1", "xfs-write-6.12"})
    void splitBuffersLeaveFindingsAsTheyWere(String sample) throws IOException, InterruptedException {
        Judged original = Judged.of(Samples.named(sample).capture(), ALL);
        Judged split = mutated(sample, "split-buffers", 5, ALL);
        assertThat(split.subjects()).isEqualTo(original.subjects());
        assertThat(split.broken()).isEqualTo(original.broken());
    }

    @ParameterizedTest
    @CsvSource({"xfs-write-6.1", "ext4-write-5.10"})
    void droppedSubBuffersWithTheMarkCauseNoNewViolation(String sample) throws IOException, InterruptedException {
        Judged original = Judged.of(Samples.named(sample).capture(), ALL);
        for (String operator : List.of("drop-sub-buffer", "drop-sub-buffer-counted")) {
            for (int seed = 1; seed <= 2; seed++) {
                Judged lossy = mutated(sample, operator, seed, ALL);
                assertThat(lossy.violates("lost-events")).isTrue();
                assertThat(lossy.broken()).as(operator + " seed " + seed).isEqualTo(original.broken());
                lossy.subjects()
                        .forEach((rule, found) -> assertThat(found)
                                .as(rule)
                                .isSubsetOf(original.subjects().get(rule)));
                assertThat(lossy.checked()).isPositive();
            }
        }
    }

    @Test
    void sameSeedSameBytes() throws IOException {
        Path source = Samples.named("ext4-lost-6.1").capture();
        Path one = directory.resolve("one.dat");
        Path two = directory.resolve("two.dat");
        List<Request> requests = List.of(Request.parse("drop-sub-buffer"), Request.parse("duplicate-event"));
        assertThat(Mutator.apply(source, one, requests, 42)).isEqualTo(Mutator.apply(source, two, requests, 42));
        assertThat(one).hasSameBinaryContentAs(two);
    }
}
