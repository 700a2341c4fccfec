// SPDX-License-Identifier: Apache-2.0
/** Generated captures, whose truth is known to the last row, through the whole of the analysis. */
@NullMarked
package dev.faultline.analysis.generated;

import org.jspecify.annotations.NullMarked;
