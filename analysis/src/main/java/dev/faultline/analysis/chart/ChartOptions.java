// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import java.nio.file.Path;

/**
 * How charts are written to files.
 *
 * @param type file type
 * @param theme colours
 * @param folder where the files go; created when missing
 * @param csv whether the data goes beside each chart, as CSV
 */
public record ChartOptions(Type type, Theme theme, Path folder, boolean csv) {
    /** File types. */
    public enum Type {
        SVG("svg"),
        PNG("png"),
        PDF("pdf");

        private final String suffix;

        Type(String suffix) {
            this.suffix = suffix;
        }

        /** End of the file name, without a dot. */
        public String suffix() {
            return suffix;
        }
    }
}
