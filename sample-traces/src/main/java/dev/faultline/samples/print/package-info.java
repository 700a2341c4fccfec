// SPDX-License-Identifier: Apache-2.0
/**
 * Records as text, the way the kernel and {@code trace-cmd report} print them: print fmts are read and carried out. Shares
 * no code with the readers, which go the other way.
 */
@NullMarked
package dev.faultline.samples.print;

import org.jspecify.annotations.NullMarked;
