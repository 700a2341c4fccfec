// SPDX-License-Identifier: Apache-2.0
/** The only package that knows JFreeChart, AWT and Batik. */
@NullMarked
package dev.faultline.analysis.chart.render;

import org.jspecify.annotations.NullMarked;
