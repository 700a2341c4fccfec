// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jfree.chart.entity.ChartEntity;
import org.jfree.chart.entity.EntityCollection;

/**
 * What a reader is told who points at a part of a chart.
 *
 * @param x left edge, in units of the chart's SVG
 * @param y upper edge
 * @param width width, never so small that it cannot be hit
 * @param height height, likewise
 * @param text the values, in words
 */
public record Tip(double x, double y, double width, double height, String text) {
    /** Of more parts than this the smallest are left without a text: a page of a million cells helps nobody. */
    private static final int MOST = 1_500;
    /** Side of the smallest spot [px]. */
    private static final double LEAST = 7;

    /** All texts of a drawing, the largest spot first, so that a small one lies on top of a large one. */
    static List<Tip> of(EntityCollection entities) {
        List<Tip> tips = new ArrayList<>();
        for (int i = 0; i < entities.getEntityCount(); i++) {
            ChartEntity entity = entities.getEntity(i);
            if (entity.getToolTipText() != null) {
                tips.add(of(entity.getArea().getBounds2D(), entity.getToolTipText()));
            }
        }
        return tips.stream()
                .sorted(Comparator.comparingDouble((Tip tip) -> tip.width * tip.height)
                        .reversed())
                .limit(MOST)
                .toList();
    }

    private static Tip of(Rectangle2D spot, String text) {
        double width = Math.max(LEAST, spot.getWidth());
        double height = Math.max(LEAST, spot.getHeight());
        return new Tip(spot.getCenterX() - width / 2, spot.getCenterY() - height / 2, width, height, text);
    }
}
