// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs every block of {@code src/test/resources/cli/*.cli} through {@link Main#run}. */
class CliTest {
    @TempDir
    private Path temporary = Path.of("");

    /** Files that are no captures, for the blocks that say so. */
    private void spoil() throws IOException {
        Files.writeString(temporary.resolve("fake.duckdb"), "checksumDUCK" + "x".repeat(100));
        byte[] whole = Files.readAllBytes(Tree.SAMPLES.resolve("ext4-write-6.1/trace.dat"));
        Files.write(temporary.resolve("half.dat"), Arrays.copyOf(whole, 30_000));
    }

    @TestFactory
    Stream<DynamicContainer> blocks() throws IOException {
        spoil();
        List<DynamicContainer> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(Tree.ROOT.resolve("cli/src/test/resources/cli"))) {
            for (Path file :
                    found.filter(f -> f.toString().endsWith(".cli")).sorted().toList()) {
                files.add(DynamicContainer.dynamicContainer(
                        String.valueOf(file.getFileName()),
                        CliBlock.read(file).stream().map(this::test)));
            }
        }
        return files.stream();
    }

    private DynamicTest test(CliBlock block) {
        return DynamicTest.dynamicTest(block.name(), () -> check(block));
    }

    private void check(CliBlock block) {
        CliRun run = CliRun.of(block.run().stream().map(this::filled).toList());
        String shown =
                "faultline " + String.join(" ", block.run()) + "\n--- out\n" + run.out() + "--- err\n" + run.err();
        assertThat(run.exit().code()).as(shown).isEqualTo(block.exit());
        inOrder("standard output", run.out(), block.expect(), shown);
        inOrder("standard error", run.err(), block.err(), shown);
        for (String refused : block.refuse()) {
            assertThat(run.out()).as(shown).doesNotContain(filled(refused));
        }
        assertThat(run.err()).as(shown).doesNotContain("\tat ", "Exception");
    }

    private void inOrder(String where, String text, List<String> expected, String shown) {
        int from = 0;
        for (String part : expected) {
            int at = text.indexOf(filled(part), from);
            if (at < 0) {
                fail("%s lacks, or has not in this order: %s%n%s", where, part, shown);
            }
            from = at + filled(part).length();
        }
    }

    private String filled(String text) {
        return text.replace("$SAMPLES", Tree.SAMPLES.toString()).replace("$TMP", temporary.toString());
    }
}
