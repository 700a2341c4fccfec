// SPDX-License-Identifier: Apache-2.0
/** Re-drives the recorded accesses of a capture under another setting of the machine, and tells what that would change. */
@NullMarked
package dev.faultline.analysis.replay.whatif;

import org.jspecify.annotations.NullMarked;
