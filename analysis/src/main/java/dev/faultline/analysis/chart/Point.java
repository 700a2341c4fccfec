// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

/**
 * One value of a series.
 *
 * @param x position in the unit of the x axis
 * @param y value in the unit of the y axis
 */
public record Point(long x, long y) {}
