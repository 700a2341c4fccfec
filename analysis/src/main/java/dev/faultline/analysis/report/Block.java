// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.ChartData;
import dev.faultline.analysis.chart.Note;
import java.util.List;

/** A part of a section. */
sealed interface Block {
    /** A sentence or more. */
    record Paragraph(String text) implements Block {}

    /** A sentence that must not be overlooked. */
    record Callout(State state, String text) implements Block {}

    /** A block that can be linked to. */
    sealed interface Anchored extends Block {
        /** Anchor, unique in the document. */
        String id();

        /** Its name in the table of contents. */
        String name();
    }

    /** A heading inside a section. */
    record Heading(String text, String id) implements Anchored {
        @Override
        public String name() {
            return text;
        }
    }

    /**
     * Blocks behind a line, shown when it is opened, and on paper.
     *
     * @param id anchor, empty when nothing leads there
     */
    record Details(String summary, String id, List<Block> blocks) implements Block {
        public Details {
            blocks = List.copyOf(blocks);
        }

        Details(String summary, List<Block> blocks) {
            this(summary, "", blocks);
        }
    }

    /** Names and values. */
    record Facts(List<Note> facts) implements Block {
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /** A chart. */
    record Figure(ChartData chart, String id) implements Anchored {
        @Override
        public String name() {
            return chart.title();
        }
    }

    /**
     * A table; every row has as many cells as there are columns.
     *
     * @param caption what the rows are
     * @param columns headings; one that ends in {@code #} is a column of numbers and loses the sign
     * @param rows rows in the order they are first shown
     */
    record Table(String caption, List<String> columns, List<List<Cell>> rows) implements Block {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }

        String heading(int column) {
            String name = columns.get(column);
            return isNumeric(column) ? name.substring(0, name.length() - 1) : name;
        }

        boolean isNumeric(int column) {
            return columns.get(column).endsWith("#");
        }
    }
}
