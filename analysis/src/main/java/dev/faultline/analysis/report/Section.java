// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import java.util.List;

/**
 * A part of a document with a heading.
 *
 * @param id anchor, unique in the document
 * @param title heading
 * @param blocks what it says
 */
record Section(String id, String title, List<Block> blocks) {
    Section {
        blocks = List.copyOf(blocks);
    }

    /** Places inside it that the table of contents lists. */
    List<Block.Anchored> anchors() {
        return blocks.stream()
                .filter(Block.Anchored.class::isInstance)
                .map(Block.Anchored.class::cast)
                .toList();
    }
}
