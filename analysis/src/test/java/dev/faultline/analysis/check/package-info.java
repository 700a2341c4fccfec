// SPDX-License-Identifier: Apache-2.0
/** Confidence, rank, exclusions and suppressions of findings. */
@NullMarked
package dev.faultline.analysis.check;

import org.jspecify.annotations.NullMarked;
