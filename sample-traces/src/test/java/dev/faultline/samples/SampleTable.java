// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples;

import java.util.List;

/** The table of samples in the module's README. */
final class SampleTable {
    private SampleTable() {}

    static String markdown(List<Sample> samples) {
        StringBuilder table = new StringBuilder("| sample | kernel | fs | records | gaps | shows | injected |\n");
        table.append("|---|---|---|---:|---:|---|---|\n");
        for (Sample sample : samples) {
            table.append("| `").append(sample.name()).append("` ");
            for (String key : List.of("kernel", "fs", "records", "gaps", "shows")) {
                table.append("| ").append(sample.about(key).replace("|", "\\|")).append(' ');
            }
            table.append("| ").append(sample.injected() ? "yes" : "no").append(" |\n");
        }
        return table.toString();
    }

    /** Prints the table, to be pasted into the README. */
    public static void main(String[] args) {
        System.out.print(markdown(Samples.all()));
    }
}
