// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

/** Colours for light or dark surroundings; both can be told apart with any common colour vision. */
public enum Theme {
    LIGHT,
    DARK
}
