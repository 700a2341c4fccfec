// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** An SVG document that is drawn on with AWT calls; text stays text, so that it can be searched, read aloud and edited. */
final class SvgDocument {
    private static final String SVG = "http://www.w3.org/2000/svg";
    /** Verdana and Geneva have nearly the widths of DejaVu Sans, so labels keep their places where it is missing. */
    private static final String FAMILIES = "'DejaVu Sans', Verdana, Geneva, sans-serif";

    private final int width;
    private final int height;
    private final SVGGraphics2D graphics;
    private List<Tip> told = List.of();

    SvgDocument(int width, int height) {
        this.width = width;
        this.height = height;
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
        context.setComment("drawn by Faultline");
        context.setPrecision(2);
        context.setImageHandler(new InlineImages());
        graphics = new SVGGraphics2D(context, false);
        graphics.setSVGCanvasSize(new Dimension(width, height));
    }

    Graphics2D graphics() {
        return graphics;
    }

    /** Puts texts on parts of the drawing; a browser shows them to whoever points there. */
    void tell(List<Tip> tips) {
        told = List.copyOf(tips);
    }

    private Element spots(Element root) {
        Element group = root.getOwnerDocument().createElementNS(SVG, "g");
        group.setAttribute("fill", "transparent");
        group.setAttribute("stroke", "none");
        for (Tip tip : told) {
            Element spot = root.getOwnerDocument().createElementNS(SVG, "rect");
            spot.setAttribute("x", pixels(tip.x()));
            spot.setAttribute("y", pixels(tip.y()));
            spot.setAttribute("width", pixels(tip.width()));
            spot.setAttribute("height", pixels(tip.height()));
            spot.appendChild(element(root, "title", tip.text()));
            group.appendChild(spot);
        }
        return group;
    }

    private static String pixels(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** The document, with a title and a description that screen readers speak. */
    String text(String title, String description) {
        Element root = graphics.getRoot();
        root.setAttribute("viewBox", "0 0 " + width + " " + height);
        root.setAttribute("role", "img");
        Node first = root.getFirstChild();
        root.insertBefore(element(root, "title", title), first);
        root.insertBefore(element(root, "desc", description), first);
        nameFamilies(root);
        if (!told.isEmpty()) {
            root.appendChild(spots(root));
        }
        StringWriter out = new StringWriter();
        try {
            graphics.stream(root, out, false, false);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toString();
    }

    private static Element element(Element root, String name, String text) {
        Element element = root.getOwnerDocument().createElementNS(SVG, name);
        element.setTextContent(text);
        return element;
    }

    private static void nameFamilies(Element element) {
        if (element.hasAttribute("font-family")) {
            element.setAttribute("font-family", FAMILIES);
        }
        NodeList children = element.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element child) {
                nameFamilies(child);
            }
        }
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK has no XML parser", e);
        }
    }
}
