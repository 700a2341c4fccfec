// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Needs;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Documented locks on every capture of a kernel with lockdep, against a committed table of verdicts by rule and function. Write it anew
 * with {@code -Dgolden=update} and read the difference.
 */
class DocumentedLocksOnCorpusTest {
    private static final Path TABLE =
            Path.of("src/test/resources/dev/faultline/analysis/rules/documented-locks-corpus.tsv");
    private static final String COUNT = """
            SELECT rule, function, verdict, count(*), coalesce(min(why), ''), coalesce(bool_and(by_instance), false)
            FROM lock_check
            GROUP BY ALL
            ORDER BY ALL
            """;

    @Test
    void verdicts() throws Exception {
        Map<String, Path> corpus = Captures.corpus("documented locks on captures with lockdep");
        Assumptions.assumeFalse(corpus.isEmpty(), "no corpus");
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, Path> capture : corpus.entrySet()) {
            if (capture.getKey().startsWith("k61-lab-")) {
                lines.addAll(verdicts(capture.getKey(), capture.getValue()));
            }
        }
        if ("update".equals(System.getProperty("golden"))) {
            Files.write(TABLE, lines);
        }
        assertThat(lines).isEqualTo(Files.readAllLines(TABLE)).hasSizeGreaterThanOrEqualTo(293);
        assertThat(broken(lines))
                .containsExactly(
                        "k61-lab-bug-iterate_nolock file_operations.iterate_shared:i_rwsem ext4_readdir violated 36",
                        "k61-lab-bug-rename_nomutex inode_operations.rename:s_vfs_rename_mutex ext4_rename2 violated 12",
                        "k61-lab-bug-rename_nomutex inode_operations.rename:s_vfs_rename_mutex vfs_rename violated 12",
                        "k61-lab-bug-truncate_nolock inode_operations.setattr:i_rwsem ext4_setattr violated 11",
                        "k61-lab-bug-truncate_nolock inode_operations.setattr:i_rwsem notify_change violated 11");
    }

    private static List<String> broken(List<String> lines) {
        return lines.stream()
                .map(line -> line.split("\t", -1))
                .filter(cells -> cells[3].equals("violated") || cells[3].equals("wrong mode"))
                .map(cells -> String.join(" ", Arrays.copyOf(cells, 5)))
                .toList();
    }

    private static List<String> verdicts(String name, Path file) throws IOException, InterruptedException {
        LoadRequest request = LoadRequest.of(file).withEvents(Needs.events("lock_check"));
        try (TraceDatabase database = TraceDatabase.load(request, Progress.NONE)) {
            Views.install(database, "lock_check");
            return database.query(COUNT).all().stream()
                    .map(row -> name + "\t"
                            + Arrays.stream(row).map(String::valueOf).collect(Collectors.joining("\t")))
                    .toList();
        }
    }
}
