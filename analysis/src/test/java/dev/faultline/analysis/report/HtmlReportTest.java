// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.chart.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    @TempDir
    Path folder;

    private String html() throws IOException {
        Path file = folder.resolve("report.html");
        HtmlReport.write(Hostile.report(List.of(Examples.latency(97, 1), Examples.empty())), file);
        return Files.readString(file);
    }

    @Test
    void textIsEscapedForElementsAndAttributesAlike() {
        assertThat(Html.escaped("<a href=\"x\" title='y'>&amp;</a>"))
                .isEqualTo("&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
        assertThat(Html.escaped("\u0000\u202E")).isEqualTo("U+0000U+202E");
        assertThat(Html.escaped("שלום")).isEqualTo("שלום");
    }

    @Test
    void aHostileNameStaysText() throws IOException {
        String html = html();
        assertThat(html).doesNotContain("<script>alert", "<img src=x", "\u0000", "\u202E", "\u2066");
        assertThat(occurrences(html, "<script")).isEqualTo(1);
        assertThat(occurrences(html, "<img")).isEqualTo(1);
        assertThat(html).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&#39;&amp;");
    }

    @Test
    void thePageNamesNothingOutsideItself() throws IOException {
        String html = html().replaceAll("base64,[A-Za-z0-9+/=]+", "base64,");
        assertThat(html).doesNotContain("http:", "https:", "//cdn", "@import", "url(");
        Matcher links = Pattern.compile("(?:href|src|srcset)=\"([^\"]*)\"").matcher(html);
        while (links.find()) {
            assertThat(links.group(1)).matches("#[A-Za-z0-9-]+|data:.*");
        }
        assertThat(html).contains("default-src 'none'");
    }

    @Test
    void everyLinkHasItsTargetAndEveryIdIsUnique() throws IOException {
        String html = html();
        Set<String> ids = new HashSet<>();
        Matcher id = Pattern.compile(" id=\"([^\"]*)\"").matcher(html);
        while (id.find()) {
            assertThat(ids.add(id.group(1))).as(id.group(1)).isTrue();
        }
        Matcher link = Pattern.compile("href=\"#([^\"]*)\"").matcher(html);
        while (link.find()) {
            assertThat(ids).contains(link.group(1));
        }
    }

    @Test
    void tablesHaveHeadingsAndChartsHaveWords() throws IOException {
        String html = html();
        assertThat(occurrences(html, "<table>"))
                .isEqualTo(occurrences(html, "<caption>"))
                .isEqualTo(18);
        assertThat(occurrences(html, "<th scope=\"col\"")).isEqualTo(occurrences(html, "<th "));
        // What shows nothing is no picture; of what does, every cell that was drawn says what it is.
        assertThat(occurrences(html, " alt=\"")).isEqualTo(1);
        assertThat(occurrences(html, "<title>"))
                .isEqualTo(1 + Examples.latency(97, 1).grid().cells().size());
        assertThat(html).contains("<title>1 call of ", "<html lang=\"en\">", "name=\"viewport\"");
    }

    @Test
    void theContentsListsSectionsAndPlacesInThem() {
        List<Section> sections = HtmlReport.document(Hostile.report(List.of(Examples.latency(97, 1))))
                .sections();
        assertThat(sections)
                .extracting(Section::id)
                .containsExactly(
                        "findings",
                        "latency",
                        "locks",
                        "charts",
                        "replay",
                        "rules",
                        "unjudged",
                        "losses",
                        "issues",
                        "capture");
        assertThat(sections.stream().flatMap(section -> section.anchors().stream()))
                .extracting(Block.Anchored::id)
                .containsExactly("finding-nopage-loop", "slowest", "chart-mkwrite-latency-heatmap", "divergence-0-0");
    }

    @Test
    void aFindingComesWithItsConfidenceAndItsRank() throws IOException {
        Block.Table ranked = HtmlReport.document(Hostile.report(List.of())).sections().get(0).blocks().stream()
                .filter(Block.Table.class::isInstance)
                .map(Block.Table.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(ranked.rows()).hasSize(1);
        assertThat(ranked.rows().get(0))
                .extracting(Cell::text)
                .containsExactly("1", "high", "suspicion", Hostile.NAME, "3", "1", "7");
        assertThat(html())
                .contains(
                        "When this finding would be wrong", "The event it rests on", "All findings about this subject");
    }

    @Test
    void theSummaryIsAtMostTenSentencesThatSayWhatTheSectionsSay() {
        List<Document.Line> summary =
                HtmlReport.document(Hostile.report(List.of())).summary();
        assertThat(summary)
                .hasSizeLessThanOrEqualTo(10)
                .extracting(Document.Line::label)
                .containsExactly(
                        "Verdict",
                        "Gravest",
                        "Model",
                        "Speed",
                        "Slow because",
                        "Data",
                        "Recording",
                        "Not judged",
                        "Capture");
        assertThat(summary.subList(0, 8))
                .extracting(Document.Line::text)
                .containsExactly(
                        "1 rule is broken; 2 of 3 rules could be checked.",
                        Hostile.NAME + ": 3 findings, high, suspicion.",
                        "3 of 523 recorded steps are things no correct kernel does.",
                        "127 calls of " + Hostile.NAME + ": half took 1.50 µs or less, the slowest 9.00 µs.",
                        "The slowest 127 spent their time so: " + Hostile.NAME + " 100 %.",
                        "At least 101 pages changed in memory, at least 97 written to disk, 4 still on their way at the end.",
                        "Incomplete: 1 gap, number of lost events not stated; 1 defect of the file. Where something is missing"
                                + " nothing is called absent.",
                        "3 questions could not be answered from this capture; the list says what to record for each.");
        assertThat(summary.get(8).text()).endsWith("8.00 µs on 2 cpus, 103 records of 2 kinds");
    }

    @Test
    void aPageOfARuleBecomesPlainText() {
        assertThat(
                        RulePage.sections(
                                "# x\n\n## What it finds\nA `call` that\nis *late*.\n\n## When it is wrong\n- never\n- or **always**\n"))
                .containsExactly(
                        Map.entry("What it finds", "A call that is late."),
                        Map.entry("When it is wrong", "never or always"));
    }

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
