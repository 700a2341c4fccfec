// SPDX-License-Identifier: Apache-2.0
/** Re-drives a capture through a model of what a correct kernel may do to a page, and shows the first place that could not have come from one. */
@NullMarked
package dev.faultline.analysis.replay;

import org.jspecify.annotations.NullMarked;
