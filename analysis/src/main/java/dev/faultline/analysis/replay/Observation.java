// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/**
 * One thing the capture shows. A view on a row of a columnar batch: valid during the call it is passed to, never kept.
 * Numbers that the capture does not give are {@link #UNKNOWN}.
 */
public interface Observation {
    /** Stands for a number that is not known; no device, inode, index or result has this value. */
    long UNKNOWN = -1;

    ObservationKind kind();

    /** Time on the capture's clock. */
    long ts();

    int cpu();

    /** Thread that did it, or was interrupted by it. */
    int tid();

    /** s_dev of the filesystem as the kernel keeps it (major shifted by 20). */
    long dev();

    long ino();

    /** Offset in the file in pages. */
    long index();

    /** Pages of the folio, a power of two. */
    int pages();

    /** User address. */
    long address();

    /** The mapping (its kernel pointer) or else the process (tgid) that {@link #address} belongs to. */
    long space();

    /** Result, size or flags: see {@link ObservationKind}. */
    long value();
}
