// SPDX-License-Identifier: Apache-2.0
/** Tests of rules, and the machinery that runs {@code .case} files. */
@NullMarked
package dev.faultline.analysis.rules;

import org.jspecify.annotations.NullMarked;
