// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Verdicts of some rules on the samples, against committed tables of verdict, least number of checks, and subjects. After a
 * deliberate change write them anew with {@code -Dgolden=update} and read the difference.
 */
class VerdictsTest {
    private static final List<String> RULES =
            List.of("lost-events", "mkwrite-beyond-eof", "mkwrite-freeze-protection", "nopage-loop");
    private static final Path TABLES = Path.of("src/test/resources/dev/faultline/analysis/rules");

    @Test
    void onTheSamples() throws Exception {
        compare(judge(Captures.samples()), TABLES.resolve("verdicts-samples.tsv"));
    }

    /** One line per capture and rule: name, rule, verdict, checked, subjects. */
    private static List<String> judge(Map<String, Path> captures) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        Map<String, Integer> verdicts = new TreeMap<>();
        for (Map.Entry<String, Path> capture : captures.entrySet()) {
            LoadRequest request = LoadRequest.of(capture.getValue())
                    .withEvents(RuleCatalogue.standard().events(RULES));
            try (TraceDatabase database = TraceDatabase.load(request, Progress.NONE)) {
                for (RuleResult result : RuleRunner.run(database, RULES, Map.of())) {
                    verdicts.merge(result.rule().id() + " " + result.verdict(), 1, Integer::sum);
                    lines.add(line(capture.getKey(), result));
                }
            }
        }
        System.out.println("rules on " + captures.size() + " captures: " + verdicts);
        return lines;
    }

    private static String line(String capture, RuleResult result) {
        String subjects =
                result.found().stream().map(Finding::subject).distinct().collect(Collectors.joining(", "));
        return String.join(
                "\t", capture, result.rule().id(), result.verdict(), Long.toString(result.checked()), subjects);
    }

    private static void compare(List<String> actual, Path table) throws IOException {
        if ("update".equals(System.getProperty("golden"))) {
            Files.createDirectories(table.getParent());
            Files.writeString(table, "capture\trule\tverdict\tchecked\tsubjects\n" + String.join("\n", actual) + "\n");
        }
        Map<List<String>, List<String>> expected = rows(Files.readAllLines(table, StandardCharsets.UTF_8));
        Map<List<String>, List<String>> found = rows(actual);
        expected.remove(List.of("capture", "rule"));
        SoftAssertions soft = new SoftAssertions();
        soft.assertThat(found.keySet()).as("captures and rules").isEqualTo(expected.keySet());
        expected.forEach((key, row) -> compareRow(soft, key, row, found.getOrDefault(key, List.of("", "0", ""))));
        soft.assertAll();
    }

    private static void compareRow(SoftAssertions soft, List<String> key, List<String> expected, List<String> found) {
        soft.assertThat(found.get(0)).as(key + " verdict").isEqualTo(expected.get(0));
        soft.assertThat(Long.parseLong(found.get(1)))
                .as(key + " checked")
                .isGreaterThanOrEqualTo(Long.parseLong(expected.get(1)));
        soft.assertThat(found.get(2)).as(key + " subjects").isEqualTo(expected.get(2));
    }

    private static Map<List<String>, List<String>> rows(List<String> lines) {
        Map<List<String>, List<String>> rows = new LinkedHashMap<>();
        for (String line : lines) {
            List<String> cells = Arrays.asList(line.split("\t", -1));
            rows.put(cells.subList(0, 2), cells.subList(2, 5));
        }
        return rows;
    }
}
