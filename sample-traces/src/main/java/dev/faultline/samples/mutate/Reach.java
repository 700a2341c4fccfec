// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

/** How deep an operator reaches into a capture. Not every container has all of it. */
enum Reach {
    /** Whole records and their times. */
    RECORDS,
    /** Fields of records, or records made from others. */
    FIELDS,
    /** Sub-buffers of a ring buffer, and how they store time. */
    SUB_BUFFERS,
    /** Buffers besides the top one. */
    BUFFERS
}
