// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/** A pte that a fault was seen to fill. */
final class Pte {
    final Key key;
    /** Page of the file that it maps; the index is not known if only read faults filled it. */
    final FilePage file;

    Facts<PteFact> state;
    /** Thread whose fault filled it last. */
    int tid;

    private long filledTs;
    private long filledBy;

    Pte(Key key, FilePage file, Facts<PteFact> state) {
        this.key = key;
        this.file = file;
        this.state = state;
    }

    void fill(Facts<PteFact> filled, Observation fault) {
        state = filled;
        tid = fault.tid();
        filledTs = fault.ts();
        filledBy = EventChains.what(fault);
    }

    /** The end of the fault that filled it, as a divergence tells it. */
    String origin() {
        return EventChains.line(filledTs, filledBy);
    }

    /**
     * Which pte.
     *
     * @param page number of the page of the address
     * @param space mapping or process
     */
    record Key(long page, long space) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = Long.compare(page, other.page);
            return order != 0 ? order : Long.compare(space, other.space);
        }
    }

    /** A page of a file, ordered by file. */
    record FilePage(long dev, long ino, long index) implements Comparable<FilePage> {
        @Override
        public int compareTo(FilePage other) {
            int order = Long.compare(dev, other.dev);
            order = order != 0 ? order : Long.compare(ino, other.ino);
            return order != 0 ? order : Long.compare(index, other.index);
        }
    }
}
