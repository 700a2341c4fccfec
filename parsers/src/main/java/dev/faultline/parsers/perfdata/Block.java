// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

/** Whole records in memory, one behind the other; filled again and again by {@link RecordStream#next}. */
final class Block {
    /** Readable bytes behind the records. */
    static final int SLACK = 64;

    byte[] bytes = new byte[0];
    int length;
    /** {@code rec} of the first byte. */
    long rec;
    /** Offset in the file of the first byte; means nothing where the records were compressed. */
    long fileOffset;
    /** Position among all blocks of the capture. */
    int number;

    void room(int size) {
        if (bytes.length < size + SLACK) {
            bytes = new byte[size + SLACK];
        }
    }
}
