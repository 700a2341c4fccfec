// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.ChartData;
import dev.faultline.analysis.chart.Mark;
import dev.faultline.analysis.chart.Note;
import dev.faultline.analysis.chart.Series;
import dev.faultline.analysis.chart.Theme;
import dev.faultline.analysis.chart.render.ChartRenderer;
import dev.faultline.analysis.chart.render.Drawing;
import dev.faultline.analysis.chart.render.Tip;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A chart on a page: one picture for light pages and paper, one for dark pages, and over them the values of its parts, which a
 * browser shows to whoever points at them; the script writes them below the chart too, for fingers.
 */
final class FigureHtml {
    private final Html html = new Html();
    private final Block.Figure figure;

    FigureHtml(Block.Figure figure) {
        this.figure = figure;
    }

    String text() {
        ChartData chart = figure.chart();
        Drawing light = ChartRenderer.drawing(chart, Theme.LIGHT);
        Drawing dark = ChartRenderer.drawing(chart, Theme.DARK);
        html.markup("<figure id=\"")
                .text(figure.id())
                .markup("\">\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"");
        html.text(chart.title())
                .markup(
                        "\"><div class=\"plot\">\n<picture>\n<source media=\"screen and (prefers-color-scheme: dark)\" srcset=\"")
                .markup(data(dark))
                .markup("\">\n<img width=\"1040\" height=\"560\" src=\"")
                .markup(data(light))
                .markup("\" alt=\"")
                .text(alternative(chart))
                .markup("\">\n</picture>\n");
        tips(light);
        html.markup("</div></div>\n<p class=\"readout\" aria-live=\"polite\"></p>\n<figcaption>")
                .text(alternative(chart))
                .markup("</figcaption>\n</figure>\n");
        return html.toString();
    }

    private void tips(Drawing drawing) {
        html.markup("<svg class=\"tips\" viewBox=\"0 0 1040 560\" aria-hidden=\"true\">");
        for (Tip tip : drawing.tips()) {
            html.markup(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\">",
                    tip.x(),
                    tip.y(),
                    tip.width(),
                    tip.height()));
            html.element("title", tip.text()).markup("</rect>");
        }
        html.markup("</svg>\n");
    }

    private static String data(Drawing drawing) {
        byte[] svg = drawing.svg().getBytes(StandardCharsets.UTF_8);
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg);
    }

    /** The chart in a sentence, for those who cannot see it. */
    private static String alternative(ChartData chart) {
        String reason = chart.emptyReason();
        if (reason != null) {
            return chart.title() + ": nothing to show. " + reason;
        }
        String marks = chart.marks().stream().map(Mark::label).collect(Collectors.joining(", "));
        String lines = chart.series().stream().map(Series::name).collect(Collectors.joining(", "));
        String shapes = String.join(", ", chart.shapes().series());
        String n = chart.notes().stream()
                .filter(note -> note.label().equals("n"))
                .map(Note::value)
                .collect(Collectors.joining());
        String what = marks.isEmpty() ? lines.isEmpty() ? shapes : lines : marks;
        return chart.title() + ": n " + String.join("; ", n, what) + ".";
    }
}
