// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import java.util.List;

/**
 * A report before it is written in any format.
 *
 * @param title heading
 * @param subtitle one line below it
 * @param summary the answer in a few lines, each with the section that explains it
 * @param sections the details
 */
record Document(String title, String subtitle, List<Line> summary, List<Section> sections) {
    /**
     * A line of the summary.
     *
     * @param label what it is about
     * @param state how it is to be taken
     * @param text the answer
     * @param section id of the section with the details
     */
    record Line(String label, State state, String text, String section) {}

    Document {
        summary = List.copyOf(summary);
        sections = List.copyOf(sections);
    }
}
