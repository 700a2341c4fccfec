// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

/**
 * One axis of a chart.
 *
 * @param label what is measured, in words
 * @param unit unit of {@code min}, {@code max} and the values
 * @param scale linear or logarithmic
 * @param min smallest value shown; at least 1 on a logarithmic axis
 * @param max largest value shown; greater than {@code min}
 */
public record Axis(String label, Unit unit, Scale scale, long min, long max) {
    /** How values are laid out along the axis. */
    public enum Scale {
        LINEAR,
        LOG
    }

    /** Checks the range. */
    public Axis {
        if (max <= min || (scale == Scale.LOG && min < 1)) {
            throw new IllegalArgumentException("axis " + label + " from " + min + " to " + max);
        }
    }
}
