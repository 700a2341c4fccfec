// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/** What the replay keeps of a file. */
final class Inode {
    final long dev;
    final long ino;
    /** Size in bytes, {@link Observation#UNKNOWN} if not known. */
    long size;
    /** When a folio of it was last made dirty whose number of pages is not known. */
    long dirtied;
    /** Folios known to be dirty, at most. */
    int dirtyFolios;
    /** When the first of them became dirty, {@link Observation#UNKNOWN} when none is, or writing has begun since. */
    long dirtySince;
    /** Writeback of a folio of it was seen to start, so its data does not go through a journal alone. */
    boolean writtenBack;
    /** Errno of writeback that no open file was told yet, 0 for none. */
    long error;
    /** When it was recorded. */
    long errorTs;
    /** The open file that was told of the error last, {@link Observation#UNKNOWN} when none was since it was recorded. */
    long toldFile;
    /** The kernel swaps to it. */
    boolean swapfile;

    Inode(long dev, long ino) {
        this.dev = dev;
        this.ino = ino;
        forget();
    }

    /** Events were lost. */
    void forget() {
        size = Observation.UNKNOWN;
        dirtied = Long.MAX_VALUE;
        dirtyFolios = 0;
        dirtySince = Observation.UNKNOWN;
        error = 0;
        toldFile = Observation.UNKNOWN;
        swapfile = false;
    }

    String subject() {
        return Divergences.file(dev, ino);
    }
}
