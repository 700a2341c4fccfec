// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.chart.ChartData;
import dev.faultline.analysis.chart.Examples;
import dev.faultline.analysis.chart.Theme;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Draws every shape of chart in both themes and leaves the pictures in {@code target/charts} to be looked at. */
class GalleryTest {
    private static final Path FOLDER = Path.of("target", "charts");

    @Test
    void everyChartRendersInBothThemes() throws IOException {
        Map<String, ChartData> charts = new TreeMap<>();
        charts.put("latency-few", Examples.latency(97, 1));
        charts.put("latency-many", Examples.latency(200_003, 2));
        charts.put("pages-sparse", Examples.pages(37));
        charts.put("pages-dense", Examples.pages(50_021));
        charts.put("empty", Examples.empty());
        Files.createDirectories(FOLDER);
        for (Map.Entry<String, ChartData> chart : charts.entrySet()) {
            for (Theme theme : Theme.values()) {
                draw(chart.getKey() + "-" + theme.name().toLowerCase(Locale.ROOT), chart.getValue(), theme);
            }
        }
    }

    private static void draw(String name, ChartData data, Theme theme) throws IOException {
        byte[] png = ChartRenderer.png(data, theme);
        Files.write(FOLDER.resolve(name + ".png"), png);
        var image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(2080);
        assertThat(image.getHeight()).isEqualTo(1120);
        String svg = ChartRenderer.svg(data, theme);
        Files.writeString(FOLDER.resolve(name + ".svg"), svg);
        assertThat(svg).contains("<title", data.title(), "viewBox=\"0 0 1040 560\"");
        assertThat(svg.length()).isLessThan(700_000);
    }
}
