// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/**
 * A process of a SPEC.
 *
 * @param threads how many threads do the same
 * @param rounds how often it goes over the file; 0: until the end of the capture
 * @param shuffle pages in random order
 * @param readFirst loads every page before the first round
 * @param syncEvery pages between syncs; 0: none
 * @param sync the call it syncs with, at the end of each round too
 * @param think time between two accesses
 */
record WorkerSpec(
        String name,
        Kind kind,
        String file,
        int threads,
        int rounds,
        boolean shuffle,
        boolean readFirst,
        int syncEvery,
        Sync sync,
        Latency think) {
    /** What it does. */
    enum Kind {
        /** Stores into every page of a mapping. */
        MMAP_WRITER,
        /** Loads from every page of a mapping. */
        MMAP_READER,
        /** Calls pwrite for every page. */
        BUFFERED_WRITER,
        /** Cuts the file to half its pages and makes it long again. */
        TRUNCATER,
        /** Punches holes of up to eight pages. */
        PUNCHER,
        /** Calls fsync. */
        SYNCER
    }

    /** How it has dirty pages written. */
    enum Sync {
        NONE,
        MSYNC,
        FSYNC
    }
}
