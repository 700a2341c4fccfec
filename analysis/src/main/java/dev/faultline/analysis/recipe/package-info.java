// SPDX-License-Identifier: Apache-2.0
/** What to record for a question, exactly: events, probes with offsets of the kernel's own BTF, commands of each tool. */
@NullMarked
package dev.faultline.analysis.recipe;

import org.jspecify.annotations.NullMarked;
