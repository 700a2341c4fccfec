// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.btf.Btf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Definitions against those that the kernels of the captures took, and against the grammar of kprobe_events. */
class RecipeTest {
    /** Beside the captures: the BTF files of their kernels, and the definitions they were made with. */
    private static final Path REFERENCE =
            Path.of(System.getProperty("faultline.corpus", "")).resolveSibling("reference");

    private static Btf small() throws IOException {
        return Btf.read(Path.of("src/test/resources/btf/fault-6.1.btf"));
    }

    /** The parts of kernel 6.1 that a fault's probes need, cut out of its BTF. */
    @Test
    void theDefinitionsOfACutKernel() throws IOException {
        Recipe recipe = Recipe.of(Goal.LATENCY, FileSystem.EXT4, small());
        assertThat(recipe.definitions())
                .contains(
                        "p:pf/handle_mm_fault handle_mm_fault vma=%di:x64 addr=%si:x64 fflags=%dx:x32 vmflags=+32(%di):x64"
                                + " vmpgoff=+104(%di):u64 ino=+64(+32(+112(%di))):u64 dev=+16(+40(+32(+112(%di)))):u32",
                        "r1024:pf/handle_mm_fault_ret handle_mm_fault ret=$retval:x64",
                        "p:pf/ext4_page_mkwrite ext4_page_mkwrite vmf=%di:x64 vma=+0(%di):x64 addr=+24(%di):x64 pgoff=+16(%di):u64"
                                + " fflags=+40(%di):x32 page=+80(%di):x64 vmflags=+32(+0(%di)):x64"
                                + " ino=+64(+32(+112(+0(%di)))):u64 dev=+16(+40(+32(+112(+0(%di))))):u32")
                .hasSize(6);
        assertThat(recipe.absent()).contains("fault_dirty_shared_page");
    }

    @Test
    void everyDefinitionOfEveryRecipeParses() throws IOException {
        int checked = 0;
        for (Goal goal : Goal.values()) {
            for (FileSystem fs : FileSystem.values()) {
                for (String definition : Recipe.of(goal, fs, small()).definitions()) {
                    assertThat(KprobeSyntax.refusal(definition)).as(definition).isEmpty();
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({
        "p:pf/a a x=%zz:x64, argument x=%zz:x64",
        "p:pf/a a x=$retval:x64, argument x=$retval:x64",
        "p:pf/a a x=+8(%di:x64, argument x=+8(%di:x64",
        "p:pf/a a x=+8(%di):q64, argument x=+8(%di):q64",
        "r9999:pf/a_ret a ret=$retval:x64, maxactive 9999 is more than 4096",
        "q:pf/a a, not [p|rN]:GROUP/EVENT FUNCTION ARGS",
    })
    void whatTheKernelRefusesIsRefused(String definition, String why) {
        assertThat(KprobeSyntax.refusal(definition)).contains(why);
    }

    @ParameterizedTest
    @CsvSource({"5.10.0-46-amd64, 30", "6.1.0-56-amd64, 42", "6.12.117+deb13-amd64, 42"})
    void definitionsEqualThoseTheCapturesWereMadeWith(String kernel, int floor) throws IOException {
        Path btf = REFERENCE.resolve("btf/vmlinux-" + kernel + ".btf.zst");
        if (!Files.exists(btf)) {
            System.out.println("SKIPPED: RecipeTest for " + kernel
                    + ", no reference folder beside the captures (-Dfaultline.corpus)");
            return;
        }
        Set<String> used = new HashSet<>(Files.readAllLines(REFERENCE.resolve("kprobes/" + kernel + ".txt")));
        Map<String, String> made = new TreeMap<>();
        for (FileSystem fs : FileSystem.values()) {
            for (Goal goal : List.of(Goal.ALL, Goal.LATENCY, Goal.WRITEBACK)) {
                for (String line : Recipe.of(goal, fs, Btf.read(btf)).definitions()) {
                    assertThat(KprobeSyntax.refusal(line)).as(line).isEmpty();
                    made.put(line.replaceFirst("^r1024:", "r:"), line);
                }
            }
        }
        // Nobody probed the waits for the lock of a page when the captures were made: it has no tracepoint, and such a
        // wait showed as a
        // sleep without a cause.
        Set<String> beyond = new TreeSet<>(made.keySet());
        beyond.removeAll(used);
        assertThat(beyond)
                .isNotEmpty()
                .allMatch(line -> line.matches("[pr]:pf/__(lock_page|folio_lock)(_killable|_or_retry)?(_ret)? .*"));
        assertThat(made.size() - beyond.size()).isEqualTo(floor);
    }

    @Test
    void scriptsSetAndRemoveWhatTheyRecord() throws IOException {
        Recipe recipe = Recipe.of(Goal.LATENCY, FileSystem.XFS, small());
        for (RecordingTool tool : RecordingTool.values()) {
            List<String> script = tool.script(recipe).lines().toList();
            long set = script.stream()
                    .filter(line -> line.startsWith("echo 'p:") || line.startsWith("echo 'r"))
                    .count();
            long removed =
                    script.stream().filter(line -> line.startsWith("echo '-:")).count();
            assertThat(set).as(tool.word()).isEqualTo(recipe.definitions().size());
            assertThat(removed).as(tool.word()).isEqualTo(set);
            for (String event : recipe.events()) {
                assertThat(script).as(tool.word()).anyMatch(line -> line.contains("'" + event + "'"));
            }
        }
    }
}
