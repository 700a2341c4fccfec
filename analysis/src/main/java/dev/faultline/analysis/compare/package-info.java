// SPDX-License-Identifier: Apache-2.0
/** Comparison of captures with captures: did it get worse, and is that more than chance. */
@NullMarked
package dev.faultline.analysis.compare;

import org.jspecify.annotations.NullMarked;
