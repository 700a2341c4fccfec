// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.Note;
import java.util.List;

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
        html.markup("<body>\n<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n<header>\n");
        html.element("h1", document.title()).markup("\n");
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
            html.markup("<div><dt>");
            link(line.section(), line.label());
            html.markup("</dt><dd>");
            sign(line.state());
            html.text(line.text()).markup("</dd></div>\n");
        }
        html.markup("</dl>\n</section>\n");
    }

    private void contents(List<Section> sections) {
        html.markup("<nav aria-label=\"Contents\"><p class=\"navtitle\">Contents</p><ol>\n");
        for (Section section : sections) {
            html.markup("<li>");
            link(section.id(), section.title());
            List<Block.Anchored> anchors = section.anchors();
            if (!anchors.isEmpty()) {
                html.markup("<ol>");
                for (Block.Anchored anchor : anchors) {
                    html.markup("<li>");
                    link(anchor.id(), anchor.name());
                    html.markup("</li>");
                }
                html.markup("</ol>");
            }
            html.markup("</li>\n");
        }
        html.markup("</ol></nav>\n");
    }

    private void link(String id, String text) {
        html.markup("<a href=\"#").text(id).markup("\">").text(text).markup("</a>");
    }

    private void heading(String tag, String id, String text) {
        html.markup("<")
                .markup(tag)
                .markup(" id=\"")
                .text(id)
                .markup("\">")
                .text(text)
                .markup(" <a class=\"anchor\" href=\"#");
        html.text(id)
                .markup("\" aria-label=\"Link to this place\">#</a></")
                .markup(tag)
                .markup(">\n");
    }

    private void section(Section section) {
        html.markup("<section aria-labelledby=\"").text(section.id()).markup("\">\n");
        heading("h2", section.id(), section.title());
        section.blocks().forEach(this::block);
        html.markup("</section>\n");
    }

    private void block(Block block) {
        if (block instanceof Block.Paragraph paragraph) {
            html.element("p", paragraph.text()).markup("\n");
        } else if (block instanceof Block.Heading heading) {
            heading("h3", heading.id(), heading.text());
        } else if (block instanceof Block.Details details) {
            details(details);
        } else if (block instanceof Block.Callout callout) {
            html.markup("<p class=\"callout ").markup(css(callout.state())).markup("\">");
            sign(callout.state());
            html.text(callout.text()).markup("</p>\n");
        } else if (block instanceof Block.Facts facts) {
            facts(facts.facts());
        } else if (block instanceof Block.Table table) {
            table(table);
        } else if (block instanceof Block.Figure figure) {
            html.markup(new FigureHtml(figure).text());
        }
    }

    private void details(Block.Details details) {
        html.markup("<details");
        if (!details.id().isEmpty()) {
            html.markup(" id=\"").text(details.id()).markup("\"");
        }
        html.markup(">").element("summary", details.summary()).markup("\n");
        details.blocks().forEach(this::block);
        html.markup("</details>\n");
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
        String target = cell.target();
        if (target != null) {
            link(target, cell.text());
        } else if (cell.state() == State.PLAIN) {
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

    private static String css(State state) {
        return switch (state) {
            case GOOD -> "good";
            case BAD -> "bad";
            case UNKNOWN -> "unknown";
            case PLAIN -> "plain";
        };
    }
}
