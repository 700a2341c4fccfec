// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import java.util.List;

/**
 * One axis of a chart.
 *
 * @param label what is measured, in words
 * @param unit unit of {@code min}, {@code max} and the values
 * @param scale linear, logarithmic, or one lane per name
 * @param min smallest value shown; at least 1 on a logarithmic axis
 * @param max largest value shown; greater than {@code min}
 * @param lanes names along the axis, from the origin on; the i-th reaches from {@code i * LANE} to {@code (i + 1) * LANE}
 */
public record Axis(String label, Unit unit, Scale scale, long min, long max, List<String> lanes) {
    /** Width of a lane. */
    public static final long LANE = 1_000;

    /** How values are laid out along the axis. */
    public enum Scale {
        LINEAR,
        LOG,
        LANES
    }

    /** Checks the range. */
    public Axis {
        if (max <= min || (scale == Scale.LOG && min < 1)) {
            throw new IllegalArgumentException("axis " + label + " from " + min + " to " + max);
        }
        lanes = List.copyOf(lanes);
    }

    /** An axis of numbers. */
    public Axis(String label, Unit unit, Scale scale, long min, long max) {
        this(label, unit, scale, min, max, List.of());
    }

    /** Where a value lies between the ends: 0 to 1, and beyond for a value beyond them. */
    public double share(long value) {
        return (place(value) - place(min)) / (place(max) - place(min));
    }

    /** A value as it is drawn: its common logarithm on a logarithmic axis. */
    public double place(long value) {
        return scale == Scale.LOG ? Math.log10((double) Math.max(1, value)) : (double) value;
    }

    /** An axis of names, of which there is at least one. */
    static Axis of(String label, List<String> lanes) {
        return new Axis(label, Unit.COUNT, Scale.LANES, 0, lanes.size() * LANE, lanes);
    }
}
