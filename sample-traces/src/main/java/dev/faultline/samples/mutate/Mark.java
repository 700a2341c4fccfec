// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

/** What the sub-buffer behind a dropped one says of the loss (kernel {@code ring_buffer.c}, RB_MISSED_EVENTS). */
enum Mark {
    /** The kernel's mark for missed events, without their number. */
    UNCOUNTED,
    /** The mark and the number of records dropped. */
    COUNTED,
    /** Nothing: no kernel does this. */
    NONE
}
