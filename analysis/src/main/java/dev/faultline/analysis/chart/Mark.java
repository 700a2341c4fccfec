// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

/**
 * A horizontal line with a label, for example a percentile.
 *
 * @param label what the line is, with its value
 * @param value where it is, in the unit of the y axis
 */
public record Mark(String label, long value) {}
