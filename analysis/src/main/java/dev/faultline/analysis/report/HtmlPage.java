// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.ChartData;
import dev.faultline.analysis.chart.Mark;
import dev.faultline.analysis.chart.Note;
import dev.faultline.analysis.chart.Theme;
import dev.faultline.analysis.chart.render.ChartRenderer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a {@link Document} as one HTML file that needs nothing else: style, script and charts are inside, and a content
 * security policy forbids everything that is not, so the page reaches no network even if a name got through.
 */
final class HtmlPage {
    private final Html html = new Html();
    private final Inline style = Inline.resource("report.css");
    private final Inline script = Inline.resource("report.js");

    private HtmlPage() {}

    static String of(Document document) {
        HtmlPage page = new HtmlPage();
        page.head(document);
        page.body(document);
        return page.html.toString();
    }

    private void head(Document document) {
        html.markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.markup(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src '")
                .markup(style.hash())
                .markup("'; script-src '")
                .markup(script.hash())
                .markup("'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .markup("<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n");
        html.element("title", document.title())
                .markup("\n<style>")
                .markup(style.text())
                .markup("</style>\n</head>\n");
    }

    private void body(Document document) {
        html.markup("<body>\n<header>\n").element("h1", document.title()).markup("\n");
        html.element("p class=\"subtitle\"", document.subtitle()).markup("\n</header>\n<main>\n");
        summary(document.summary());
        contents(document.sections());
        document.sections().forEach(this::section);
        html.markup(
                "</main>\n<footer><p>Made by Faultline. This file is complete: it loads nothing and sends nothing.</p></footer>\n");
        html.markup("<script>").markup(script.text()).markup("</script>\n</body>\n</html>\n");
    }

    private void summary(List<Document.Line> lines) {
        html.markup("<section class=\"summary\" aria-labelledby=\"summary\">\n<h2 id=\"summary\">Summary</h2>\n<dl>\n");
        for (Document.Line line : lines) {
            html.markup("<div><dt><a href=\"#")
                    .text(line.section())
                    .markup("\">")
                    .text(line.label());
            html.markup("</a></dt><dd>");
            sign(line.state());
            html.text(line.text()).markup("</dd></div>\n");
        }
        html.markup("</dl>\n</section>\n");
    }

    private void contents(List<Section> sections) {
        html.markup("<nav aria-label=\"Contents\"><ul>\n");
        for (Section section : sections) {
            html.markup("<li><a href=\"#")
                    .text(section.id())
                    .markup("\">")
                    .text(section.title())
                    .markup("</a></li>\n");
        }
        html.markup("</ul></nav>\n");
    }

    private void section(Section section) {
        html.markup("<section aria-labelledby=\"")
                .text(section.id())
                .markup("\">\n<h2 id=\"")
                .text(section.id());
        html.markup("\">").text(section.title()).markup("</h2>\n");
        section.blocks().forEach(this::block);
        html.markup("</section>\n");
    }

    private void block(Block block) {
        if (block instanceof Block.Paragraph paragraph) {
            html.element("p", paragraph.text()).markup("\n");
        } else if (block instanceof Block.Heading heading) {
            html.element("h3", heading.text()).markup("\n");
        } else if (block instanceof Block.Callout callout) {
            html.markup("<p class=\"callout ").markup(css(callout.state())).markup("\">");
            sign(callout.state());
            html.text(callout.text()).markup("</p>\n");
        } else if (block instanceof Block.Facts facts) {
            facts(facts.facts());
        } else if (block instanceof Block.Table table) {
            table(table);
        } else if (block instanceof Block.Figure figure) {
            figure(figure.chart());
        }
    }

    private void facts(List<Note> facts) {
        html.markup("<dl class=\"facts\">\n");
        for (Note fact : facts) {
            html.markup("<div>")
                    .element("dt", fact.label())
                    .element("dd", fact.value())
                    .markup("</div>\n");
        }
        html.markup("</dl>\n");
    }

    private void table(Block.Table table) {
        html.markup("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .text(table.caption());
        html.markup("\">\n<table>\n").element("caption", table.caption()).markup("\n<thead><tr>");
        for (int column = 0; column < table.columns().size(); column++) {
            html.markup(table.isNumeric(column) ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">");
            html.text(table.heading(column)).markup("</th>");
        }
        html.markup("</tr></thead>\n<tbody>\n");
        for (List<Cell> row : table.rows()) {
            html.markup("<tr>");
            for (int column = 0; column < row.size(); column++) {
                cell(row.get(column), table.isNumeric(column));
            }
            html.markup("</tr>\n");
        }
        html.markup("</tbody>\n</table>\n</div>\n");
    }

    private void cell(Cell cell, boolean numeric) {
        html.markup(numeric ? "<td class=\"number\"" : "<td");
        Long order = cell.order();
        if (order != null) {
            html.markup(" data-order=\"").text(order.toString()).markup("\"");
        }
        html.markup(">");
        if (cell.state() == State.PLAIN) {
            html.text(cell.text());
        } else {
            html.markup("<span class=\"badge ").markup(css(cell.state())).markup("\">");
            sign(cell.state());
            html.text(cell.text()).markup("</span>");
        }
        html.markup("</td>");
    }

    private void sign(State state) {
        if (state != State.PLAIN) {
            html.markup("<span class=\"sign ").markup(css(state)).markup("\" aria-hidden=\"true\">");
            html.text(state.sign()).markup("</span> ");
        }
    }

    private void figure(ChartData chart) {
        String alt = alternative(chart);
        html.markup("<figure>\n<picture>\n<source media=\"screen and (prefers-color-scheme: dark)\" srcset=\"")
                .markup(data(chart, Theme.DARK))
                .markup("\">\n<img width=\"1040\" height=\"560\" src=\"")
                .markup(data(chart, Theme.LIGHT))
                .markup("\" alt=\"")
                .text(alt)
                .markup("\">\n</picture>\n")
                .element("figcaption", alt)
                .markup("\n</figure>\n");
    }

    private static String data(ChartData chart, Theme theme) {
        byte[] svg = ChartRenderer.svg(chart, theme).getBytes(StandardCharsets.UTF_8);
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg);
    }

    /** The chart in a sentence, for those who cannot see it. */
    private static String alternative(ChartData chart) {
        String reason = chart.emptyReason();
        if (reason != null) {
            return chart.title() + ": nothing to show. " + reason;
        }
        String marks = chart.marks().stream().map(Mark::label).collect(Collectors.joining(", "));
        String lines = chart.series().stream().map(s -> s.name()).collect(Collectors.joining(", "));
        String n = chart.notes().stream()
                .filter(note -> note.label().equals("n"))
                .map(Note::value)
                .collect(Collectors.joining());
        return chart.title() + ": " + String.join("; ", n, marks.isEmpty() ? lines : marks) + ".";
    }

    private static String css(State state) {
        return switch (state) {
            case GOOD -> "good";
            case BAD -> "bad";
            case UNKNOWN -> "unknown";
            case PLAIN -> "plain";
        };
    }
}
