// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.chart.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
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
        assertThat(occurrences(html, "<img")).isEqualTo(2);
        assertThat(html).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&#39;&amp;");
    }

    @Test
    void thePageNamesNothingOutsideItself() throws IOException {
        String html = html().replaceAll("base64,[A-Za-z0-9+/=]+", "base64,");
        assertThat(html).doesNotContain("http:", "https:", "//cdn", "@import", "url(");
        Matcher links = Pattern.compile("(?:href|src|srcset)=\"([^\"]*)\"").matcher(html);
        while (links.find()) {
            assertThat(links.group(1)).matches("#[a-z]+|data:.*");
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
                .isEqualTo(15);
        assertThat(occurrences(html, "<th scope=\"col\"")).isEqualTo(occurrences(html, "<th "));
        assertThat(occurrences(html, " alt=\"")).isEqualTo(2);
        assertThat(html).contains("<html lang=\"en\">", "name=\"viewport\"");
    }

    @Test
    void theSummaryHasTenLinesThatSayWhatTheSectionsSay() {
        Document document = HtmlReport.document(Hostile.report(List.of()));
        assertThat(document.summary())
                .extracting(Document.Line::label)
                .containsExactly(
                        "Capture",
                        "Kernel",
                        "Recorded",
                        "Lost events",
                        "File defects",
                        "Rules",
                        "Replay",
                        "Pages",
                        "page_mkwrite",
                        "Not judged");
        assertThat(document.summary().get(2).text()).isEqualTo("8.00 µs on 2 cpus, 103 records, 2 kinds of events");
        assertThat(document.summary().get(3).text()).isEqualTo("1 gap, number of lost events not stated");
        assertThat(document.summary().get(5).text())
                .isEqualTo("1 violated (nopage-loop), 1 inconclusive (nopage-loop), 1 clean (nopage-loop)");
        assertThat(document.summary().get(6).text())
                .isEqualTo("3 divergences in 523 observations; invariants checked 10 times, 1 of 3 never");
        assertThat(document.summary().get(7).text())
                .isEqualTo("at least 101 dirtied and at least 97 written by the events, 4 in flight at the end");
        assertThat(document.summary().get(8).text()).endsWith(": 127 calls, p50 1.50 µs, p99 n too small, max 9.00 µs");
        assertThat(document.summary().get(9).text()).isEqualTo("3 questions this capture cannot answer");
    }

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
