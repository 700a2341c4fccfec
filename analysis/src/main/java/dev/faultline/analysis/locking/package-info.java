// SPDX-License-Identifier: Apache-2.0
/** What the kernel's own document states about locks, as data. */
@NullMarked
package dev.faultline.analysis.locking;

import org.jspecify.annotations.NullMarked;
