// SPDX-License-Identifier: Apache-2.0
/** What people save beside a capture: the kernel's log with lockdep's reports, and {@code /proc/lock_stat}. */
@NullMarked
package dev.faultline.analysis.beside;

import org.jspecify.annotations.NullMarked;
