// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.ChartData;
import dev.faultline.analysis.chart.ChartKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The whole analysis of a capture as one self-contained HTML file: it opens from a disk and loads nothing. */
public final class HtmlReport {
    private HtmlReport() {}

    /**
     * Writes the report.
     *
     * @throws IOException when the file cannot be written
     */
    public static void write(ReportInput input, Path file) throws IOException {
        Files.writeString(file, HtmlPage.of(document(input)), StandardCharsets.UTF_8);
    }

    static Document document(ReportInput input) {
        Unjudged unjudged = Unjudged.of(input);
        List<Section> sections = new ArrayList<>();
        sections.add(new FindingSection(input).section());
        sections.add(new LatencySection(input).section());
        sections.add(new LockSection(input).section());
        sections.add(charts(input.charts()));
        sections.add(new ReplaySection(input).section());
        sections.add(RuleSection.section(input.check().rules()));
        sections.add(unjudged.section());
        sections.add(CaptureSection.losses(input.captures()));
        sections.add(CaptureSection.issues(input.captures()));
        sections.add(CaptureSection.captures(input.captures()));
        String names =
                input.captures().stream().map(CaptureFacts::name).distinct().collect(Collectors.joining(", "));
        return new Document(
                "Faultline report: " + names,
                "Page faults, page_mkwrite and writeback, as far as this capture shows them",
                new Summary(input).lines(unjudged.count()),
                sections);
    }

    /** Charts that show something; a table among them stands as a table in the section on latency. */
    private static Section charts(List<ChartData> charts) {
        List<Block> blocks = new ArrayList<>();
        Map<String, Integer> drawn = new HashMap<>();
        for (ChartData chart : charts) {
            if (chart.emptyReason() == null && chart.kind() != ChartKind.TABLE) {
                int copy = drawn.merge(chart.id(), 1, Integer::sum);
                blocks.add(new Block.Figure(chart, "chart-" + chart.id() + (copy == 1 ? "" : "-" + copy)));
            }
        }
        long empty =
                charts.stream().filter(chart -> chart.emptyReason() != null).count();
        if (empty > 0) {
            blocks.add(new Block.Paragraph(empty + " of " + charts.size()
                    + " charts have nothing to show; what they need is under: " + Unjudged.TITLE + "."));
        }
        return new Section("charts", "Charts", blocks);
    }
}
