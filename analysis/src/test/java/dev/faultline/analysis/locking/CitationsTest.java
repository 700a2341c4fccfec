// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.locking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.SqlCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Everything that is said of the kernel against or beside its document is cited, and the citations are where they say. */
class CitationsTest {
    private static final String KERNELS = System.getProperty("faultline.kernels", "");
    private static final DocumentedLocks LOCKS = DocumentedLocks.standard();
    private static final List<String> RELEASES = List.of("5.10.198", "6.1.119", "6.12");

    private static List<String> orders() {
        return LockingTable.read(SqlCatalogue.standard(), "locking/orders.tsv").rows(row -> row.text("documented"));
    }

    @Test
    void everyDisagreementAndEveryOrderIsCitedAndNothingElse() {
        Set<String> named = Stream.concat(LOCKS.disagreements().stream().map(Disagreement::name), orders().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> cited =
                LOCKS.citations().stream().map(Citation::cited).collect(Collectors.toCollection(TreeSet::new));
        assertThat(cited).isEqualTo(named);
        assertThat(LOCKS.citations()).hasSizeGreaterThanOrEqualTo(140);
    }

    @Test
    void anOrderIsCitedInEveryReleaseAndADisagreementInThoseItIsTrueOf() {
        for (String order : orders()) {
            assertThat(releases(order)).as(order).containsExactlyElementsOf(RELEASES);
        }
        for (Disagreement known : LOCKS.disagreements()) {
            assertThat(releases(known.name()))
                    .as(known.name())
                    .allMatch(release -> version(release) >= version(known.fromKernel()))
                    .allMatch(release ->
                            known.untilKernel().isEmpty() || version(release) < version(known.untilKernel()));
        }
    }

    private static Set<String> releases(String cited) {
        return LOCKS.citations(cited).stream()
                .map(Citation::kernel)
                .collect(Collectors.toCollection(() -> new TreeSet<>((a, b) -> version(a) - version(b))));
    }

    private static int version(String release) {
        String[] parts = release.split("\\.", -1);
        return 1000 * Integer.parseInt(parts[0]) + Integer.parseInt(parts[1]);
    }

    @Test
    void theSourceOfAnOrderIsOneThatIsCited() {
        LockingTable.read(SqlCatalogue.standard(), "locking/orders.tsv")
                .rows(row -> List.of(row.text("documented"), row.text("source")))
                .forEach(row -> assertThat(LOCKS.citations(row.get(0)).stream()
                                .map(citation -> citation.path() + " \"" + citation.place() + "\""))
                        .as(row.get(0))
                        .contains(row.get(1)));
    }

    @Test
    void theLinesAreWhereTheySay() throws IOException {
        for (Citation citation : LOCKS.citations()) {
            assertThat(citation.kernel()).isIn(RELEASES);
            assertThat(citation.firstLine()).as(citation.toString()).isBetween(1, citation.lastLine());
            assertThat(citation.shows()).as(citation.toString()).isNotEmpty();
        }
        if (KERNELS.isEmpty()) {
            System.out.println("SKIPPED: citations in the kernel's source: -Dfaultline.kernels=<folder> is not set");
            return;
        }
        for (Citation citation : LOCKS.citations()) {
            Path file = Path.of(KERNELS, citation.kernel(), citation.path());
            assertThat(around(Files.readAllLines(file, StandardCharsets.ISO_8859_1), citation))
                    .as(citation.toString())
                    .isTrue();
        }
    }

    /** Whether the place begins before the lines, and does not end between. */
    private static boolean around(List<String> lines, Citation citation) {
        for (int i = citation.firstLine() - 1; i >= 0; i--) {
            String line = lines.get(i);
            if (line.contains(citation.place())) {
                return lines.subList(i, citation.lastLine()).stream().noneMatch(CitationsTest::ends);
            }
        }
        return false;
    }

    private static boolean ends(String line) {
        return line.startsWith("}") || line.strip().equals("**/");
    }
}
