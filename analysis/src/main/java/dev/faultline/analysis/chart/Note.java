// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

/**
 * One fact printed under a chart: how it was measured, on what, and what is missing.
 *
 * @param label for example {@code kernel}
 * @param value for example {@code 6.1.0-49-amd64}
 */
public record Note(String label, String value) {}
