// SPDX-License-Identifier: Apache-2.0
/** Charts as data: what a chart shows is a value that can be compared as text; drawing it is one package below. */
@NullMarked
package dev.faultline.analysis.chart;

import org.jspecify.annotations.NullMarked;
