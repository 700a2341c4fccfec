// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules that no capture of a stock kernel feeds, on captures written for them: a trace.dat with the raw events, read as any other.
 * {@code written/RULE.events} is one; the rule of its name finds its subject, and finds nothing in the others.
 */
class WrittenCapturesTest {
    private static final Path FOLDER = Path.of("src/test/resources/written");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void eachRuleFindsItsSubjectAndNothingElsewhere() throws IOException, InterruptedException {
        List<Case> cases = new ArrayList<>();
        List<Path> captures = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                cases.add(Case.read(file));
                captures.add(directory.resolve(captures.size() + ".dat"));
                WrittenCapture.write(cases.get(cases.size() - 1), "6.1.0", captures.get(captures.size() - 1));
            }
        }
        assertThat(cases).hasSizeGreaterThanOrEqualTo(13);
        RuleRunner runner = new RuleRunner(RuleCatalogue.standard());
        SoftAssertions soft = new SoftAssertions();
        try (TraceDatabase database =
                TraceDatabase.load(LoadRequest.of(captures.toArray(Path[]::new)), Progress.NONE)) {
            Views views = new Views(database, RuleCatalogue.standard().files());
            for (int of = 0; of < cases.size(); of++) {
                String rule = rule(cases.get(of));
                List<String> expected = cases.get(of).rows().rows().stream()
                        .map(cells -> cells.get(0))
                        .toList();
                int own = of;
                runner.judgeEach(database, views, rule, cases.get(of).params())
                        .forEach((id, result) -> soft.assertThat(result.found().stream()
                                        .map(Finding::subject)
                                        .toList())
                                .as(rule + " on the capture of " + rule(cases.get(id)) + ": " + result.verdict())
                                .isEqualTo(id == own ? expected : List.of()));
            }
        }
        soft.assertAll();
    }

    private static String rule(Case written) {
        String name = written.file().getFileName().toString();
        return name.substring(0, name.indexOf('.'));
    }
}
