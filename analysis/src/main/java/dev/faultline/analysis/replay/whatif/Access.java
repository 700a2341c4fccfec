// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import java.util.Comparator;

/**
 * A store or load that the recording shows by its fault.
 *
 * @param ts when [ns]
 * @param pte where it went through
 * @param page the page of a file that it reached
 * @param present whether the exception said that the pte was there, read-only
 */
record Access(long ts, PteKey pte, FilePage page, boolean present) {
    /**
     * An entry of a page table.
     *
     * @param number of the virtual page: address divided by the page size
     * @param space the mapping, or the process
     */
    record PteKey(long number, long space) implements Comparable<PteKey> {
        private static final Comparator<PteKey> ORDER =
                Comparator.comparingLong(PteKey::number).thenComparingLong(PteKey::space);

        @Override
        public int compareTo(PteKey other) {
            return ORDER.compare(this, other);
        }
    }

    /** A file. */
    record FileKey(long dev, long ino) {}

    /** A page of a file. */
    record FilePage(FileKey file, long index) {
        static FilePage of(long dev, long ino, long index) {
            return new FilePage(new FileKey(dev, ino), index);
        }

        FilePage at(long other) {
            return new FilePage(file, other);
        }
    }
}
