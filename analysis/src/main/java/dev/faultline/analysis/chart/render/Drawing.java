// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import java.util.List;

/**
 * A chart as SVG, and what its parts say, apart from it: for a page that shows the picture in several colours and the texts once.
 *
 * @param svg the document, without the texts
 * @param tips the texts of its parts, by place
 */
public record Drawing(String svg, List<Tip> tips) {
    /** Copies the list. */
    public Drawing {
        tips = List.copyOf(tips);
    }
}
