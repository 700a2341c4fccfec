// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.FontMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The chart font, from our own jar, so that a chart looks the same everywhere and renders on a server without fonts.
 *
 * <p>Without any system font the JDK fails before it looks at a font given to it ({@code sun.awt.FontConfiguration}
 * needs one at start). {@code sun.awt.fontconfig} names a configuration that maps every logical font to ours, and then
 * neither fonts nor libfontconfig are needed. It must be set before AWT starts.
 */
final class Fonts {
    private static final String CONFIG = "sun.awt.fontconfig";
    private static final Fonts INSTALLED = install();

    private final Font plain;
    private final Font bold;
    private final Map<String, Path> files;

    private Fonts(Font plain, Font bold, Map<String, Path> files) {
        this.plain = plain;
        this.bold = bold;
        this.files = files;
    }

    /** The files of the faces, by the names that the JDK gives them. */
    static Map<String, Path> files() {
        return INSTALLED.files;
    }

    /** The regular face at a size in pixels. */
    static Font plain(float size) {
        return INSTALLED.plain.deriveFont(size);
    }

    /** The bold face at a size in pixels. */
    static Font bold(float size) {
        return INSTALLED.bold.deriveFont(Font.BOLD, size);
    }

    private static Fonts install() {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        try {
            Path folder = Files.createTempDirectory("faultline-fonts");
            folder.toFile().deleteOnExit();
            Path plain = unpack("DejaVuSans.ttf", folder);
            Path bold = unpack("DejaVuSans-Bold.ttf", folder);
            if (System.getProperty(CONFIG) == null) {
                System.setProperty(CONFIG, configuration(folder, plain, bold).toString());
            }
            Font regular = load(plain);
            Font strong = load(bold);
            return new Fonts(regular, strong, Map.of(regular.getFontName(), plain, strong.getFontName(), bold));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the chart fonts", e);
        }
    }

    private static Path unpack(String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Fonts.class.getResourceAsStream("/dev/faultline/analysis/chart/fonts/" + name)) {
            if (in == null) {
                throw new IOException("font " + name + " is missing from the jar");
            }
            Files.copy(in, file);
        }
        file.toFile().deleteOnExit();
        return file;
    }

    private static Path configuration(Path folder, Path plain, Path bold) throws IOException {
        Path file = folder.resolve("fontconfig.properties");
        Files.writeString(file, configurationText(plain, bold));
        file.toFile().deleteOnExit();
        return file;
    }

    /** Every logical font and style is one of our two faces. */
    static String configurationText(Path plain, Path bold) {
        StringBuilder text = new StringBuilder("version=1\nsequence.allfonts=default\n");
        for (String font : new String[] {"sansserif", "serif", "monospaced", "dialog", "dialoginput"}) {
            text.append(font).append(".plain.default=DejaVu Sans\n");
            text.append(font).append(".italic.default=DejaVu Sans\n");
            text.append(font).append(".bold.default=DejaVu Sans Bold\n");
            text.append(font).append(".bolditalic.default=DejaVu Sans Bold\n");
        }
        text.append("filename.DejaVu_Sans=").append(escaped(plain)).append('\n');
        text.append("filename.DejaVu_Sans_Bold=").append(escaped(bold)).append('\n');
        return text.toString();
    }

    /** A path as a value of a properties file. */
    private static String escaped(Path path) {
        return path.toAbsolutePath().toString().replace("\\", "\\\\");
    }

    private static Font load(Path file) throws IOException {
        try {
            return Font.createFont(Font.TRUETYPE_FONT, file.toFile());
        } catch (FontFormatException e) {
            throw new IOException("font " + file.getFileName() + " is damaged", e);
        }
    }

    /** A text, shortened to what fits into so many pixels. */
    static String cut(String text, FontMetrics metrics, double room) {
        String shown = text;
        while (shown.length() > 1 && metrics.stringWidth(shown) > room) {
            shown = shown.substring(0, shown.length() - (shown.endsWith("…") ? 2 : 1)) + "…";
        }
        return shown;
    }
}
