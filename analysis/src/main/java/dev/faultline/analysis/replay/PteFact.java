// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/**
 * What the model knows of a pte of a file mapping: NONE is not mapped, RO is mapped and not writable, RW is both. Reclaim may
 * take a mapping away and fault-around may bring one, unseen; so no requirement rests on {@link #MAPPED}.
 */
public enum PteFact {
    /** A fault mapped the page, and nothing that the capture shows unmapped it since. */
    MAPPED,
    /** A write fault made the pte writable, and nothing has write-protected it since. Stores leave no event. */
    WRITABLE
}
