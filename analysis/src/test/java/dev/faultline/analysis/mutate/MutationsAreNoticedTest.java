// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.samples.Samples;
import dev.faultline.samples.mutate.Mutator;
import dev.faultline.samples.mutate.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real captures broken by one operator each: the model notices what it must. */
class MutationsAreNoticedTest {
    /** Sample, operator, clause. */
    private static final String BY_THE_MODEL = """
            ext4-write-6.1 lost-dirty-bit@4 I1
            ext4-write-6.1 mkwrite-without-dirty@5 I3
            xfs-write-6.1 mkwrite-without-dirty@30 I1
            ext4-write-6.12 double-writeback@6 I4
            ext4-write-6.1 writeback-of-clean@7 I4
            ext4-write-5.10 writeback-end-only@8 I5
            ext4-write-6.1 writeback-end-only@96 I5
            ext4-write-6.1 mkwrite-beyond-eof@50 I8
            ext4-write-6.1 double-dirty@60 D1
            """;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void byTheModel() throws IOException, InterruptedException {
        Mutants mutants = new Mutants(directory);
        Map<Integer, String> clauses = new TreeMap<>();
        for (String line : BY_THE_MODEL.lines().toList()) {
            String[] words = line.split(" ");
            clauses.put(mutants.add(words[0], words[1], 1), words[2]);
        }
        List<Judged> judged = Judged.of(mutants.files(), List.of());
        assertThat(clauses)
                .hasSize(9)
                .allSatisfy((id, clause) -> assertThat(judged.get(id).broken())
                        .as(BY_THE_MODEL.lines().toList().get(id))
                        .contains(clause));
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
