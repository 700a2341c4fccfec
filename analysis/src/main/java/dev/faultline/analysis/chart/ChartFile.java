// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import dev.faultline.analysis.chart.render.ChartRenderer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A chart as a file. */
public final class ChartFile {
    private ChartFile() {}

    /**
     * Draws a chart.
     *
     * @param name name of the file without its suffix
     * @return the file written
     * @throws IOException when it cannot be written
     */
    public static Path write(ChartData chart, String name, ChartOptions options) throws IOException {
        Files.createDirectories(options.folder());
        Path file = options.folder().resolve(name + "." + options.type().suffix());
        return Files.write(file, bytes(chart, options));
    }

    private static byte[] bytes(ChartData chart, ChartOptions options) {
        return switch (options.type()) {
            case PNG -> ChartRenderer.png(chart, options.theme());
            case SVG -> ChartRenderer.svg(chart, options.theme()).getBytes(StandardCharsets.UTF_8);
            case PDF -> ChartRenderer.pdf(chart, options.theme());
        };
    }
}
