// SPDX-License-Identifier: Apache-2.0
/** Which rules to ask, and what to make of their answers: confidence, rank, groups, known-good exclusions, suppressions. */
@NullMarked
package dev.faultline.analysis.check;

import org.jspecify.annotations.NullMarked;
