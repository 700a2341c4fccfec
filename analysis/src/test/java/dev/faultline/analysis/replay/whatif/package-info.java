// SPDX-License-Identifier: Apache-2.0
/** Predictions under another setting against captures that were made with it. */
@NullMarked
package dev.faultline.analysis.replay.whatif;

import org.jspecify.annotations.NullMarked;
