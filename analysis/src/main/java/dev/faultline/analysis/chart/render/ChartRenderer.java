// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import dev.faultline.analysis.chart.ChartData;
import dev.faultline.analysis.chart.ChartKind;
import dev.faultline.analysis.chart.Note;
import dev.faultline.analysis.chart.Theme;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.title.Title;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** Draws a {@link ChartData} as PNG at twice the size for sharp screens, or as SVG. Needs no display and no fonts. */
public final class ChartRenderer {
    /** Size of a chart in CSS pixels. */
    static final int WIDTH = 1040;

    static final int HEIGHT = 560;
    private static final int PNG_SCALE = 2;

    private ChartRenderer() {}

    /** The chart as a PNG of {@value #WIDTH} by {@value #HEIGHT} pixels, doubled. */
    public static byte[] png(ChartData data, Theme theme) {
        JFreeChart chart = chart(data, theme);
        BufferedImage image = new BufferedImage(WIDTH * PNG_SCALE, HEIGHT * PNG_SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.scale(PNG_SCALE, PNG_SCALE);
        chart.draw(g, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ChartUtils.writeBufferedImageAsPNG(out, image);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }

    /** The chart as one SVG document of {@value #WIDTH} by {@value #HEIGHT} units with a title, a description, and a title for each part. */
    public static String svg(ChartData data, Theme theme) {
        SvgDocument document = new SvgDocument(WIDTH, HEIGHT);
        document.tell(drawn(data, theme, document));
        return document.text(data.title(), description(data));
    }

    /** As {@link #svg}, with what its parts say apart from the picture. */
    public static Drawing drawing(ChartData data, Theme theme) {
        SvgDocument document = new SvgDocument(WIDTH, HEIGHT);
        List<Tip> tips = drawn(data, theme, document);
        return new Drawing(document.text(data.title(), description(data)), tips);
    }

    private static List<Tip> drawn(ChartData data, Theme theme, SvgDocument document) {
        ChartRenderingInfo info = new ChartRenderingInfo();
        chart(data, theme).draw(document.graphics(), new Rectangle2D.Double(0, 0, WIDTH, HEIGHT), info);
        return Tip.of(info.getEntityCollection());
    }

    private static String description(ChartData data) {
        return data.subtitle() + ". " + notes(data);
    }

    /** The chart as a PDF of one page of {@value #WIDTH} by {@value #HEIGHT} points, its text as text. */
    public static byte[] pdf(ChartData data, Theme theme) {
        JFreeChart chart = chart(data, theme);
        PdfDocument document = new PdfDocument(WIDTH, HEIGHT);
        chart.draw(document.graphics(), new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        return document.bytes(data.title(), description(data));
    }

    private static JFreeChart chart(ChartData data, Theme theme) {
        Palette palette = Palette.of(theme);
        JFreeChart chart = new JFreeChart(null, Fonts.plain(12), new Plots(data, palette).plot(), false);
        chart.setBackgroundPaint(palette.background());
        chart.setPadding(new RectangleInsets(14, 16, 10, 14));
        chart.setAntiAlias(true);
        chart.setTextAntiAlias(true);
        TextTitle title = new TextTitle(data.title(), Fonts.bold(17));
        title.setPaint(palette.ink());
        add(chart, title, RectangleEdge.TOP, new RectangleInsets(0, 4, 2, 4));
        TextTitle subtitle = new TextTitle(data.subtitle(), Fonts.plain(12));
        subtitle.setPaint(palette.muted());
        add(chart, subtitle, RectangleEdge.TOP, new RectangleInsets(0, 4, 4, 4));
        if (Legends.isNeeded(data)) {
            add(chart, legend(chart, palette), RectangleEdge.TOP, new RectangleInsets(0, 0, 2, 4));
        }
        TextTitle notes = new TextTitle(notes(data), Fonts.plain(10.5f));
        notes.setPaint(palette.muted());
        notes.setTextAlignment(HorizontalAlignment.LEFT);
        add(chart, notes, RectangleEdge.BOTTOM, new RectangleInsets(6, 4, 0, 4));
        if (data.kind() == ChartKind.HEATMAP && data.emptyReason() == null) {
            chart.addSubtitle(ColourBar.of(data.grid(), palette));
        }
        return chart;
    }

    private static LegendTitle legend(JFreeChart chart, Palette palette) {
        LegendTitle legend = new LegendTitle(chart.getPlot());
        legend.setFrame(BlockBorder.NONE);
        legend.setBackgroundPaint(palette.background());
        legend.setItemFont(Fonts.plain(11.5f));
        legend.setItemPaint(palette.ink());
        legend.setItemLabelPadding(new RectangleInsets(2, 4, 2, 14));
        return legend;
    }

    private static void add(JFreeChart chart, Title title, RectangleEdge edge, RectangleInsets margin) {
        title.setPosition(edge);
        title.setHorizontalAlignment(HorizontalAlignment.LEFT);
        title.setMargin(margin);
        chart.addSubtitle(title);
    }

    private static String notes(ChartData data) {
        return data.notes().stream().map(ChartRenderer::note).collect(Collectors.joining("  ·  "));
    }

    private static String note(Note note) {
        return note.label() + ": " + note.value();
    }
}
