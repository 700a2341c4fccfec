// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Graphics2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** One page of PDF under construction, with our fonts inside. The same drawing gives the same bytes. */
final class PdfDocument {
    private final PDDocument document = new PDDocument();
    private final PDPage page;
    private final PdfBoxGraphics2D graphics;

    PdfDocument(int width, int height) {
        page = new PDPage(new PDRectangle(width, height));
        document.addPage(page);
        try {
            graphics = new PdfBoxGraphics2D(document, width, height);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        PdfBoxGraphics2DFontTextDrawer text = new PdfBoxGraphics2DFontTextDrawer();
        Fonts.files().forEach((name, file) -> text.registerFont(name, file.toFile()));
        graphics.setFontTextDrawer(text);
    }

    Graphics2D graphics() {
        return graphics;
    }

    /** The document, with its title and a description. */
    byte[] bytes(String title, String description) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (document) {
            graphics.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(graphics.getXFormObject());
            }
            PDDocumentInformation about = new PDDocumentInformation();
            about.setTitle(title);
            about.setSubject(description);
            about.setCreator("Faultline");
            document.setDocumentInformation(about);
            document.setDocumentId(0L);
            document.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }
}
