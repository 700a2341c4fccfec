// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawRecord;

/**
 * A page of a file, as events name it. Devices are left out: two of them rarely have the same inode in one capture, and
 * tracepoints name another device than probes do (formats.md B.9).
 */
record Page(long ino, long index) {
    private static final String[] INDEX = {"index", "pgoff"};

    static Page of(RawRecord record) {
        return new Page(ino(record), index(record));
    }

    /** Whether the event names a page of a file. */
    static boolean in(RawRecord record) {
        return (record.has("ino") || record.has("i_ino"))
                && (record.has("index") || record.has("pgoff"))
                && ino(record) != 0;
    }

    static long ino(RawRecord record) {
        return record.has("ino") ? record.value("ino") : record.value("i_ino");
    }

    /** The record with another page of the same file, {@code by} pages further on, and the address that belongs to it. */
    static RawRecord move(RawRecord record, long by, int pageSize) {
        RawRecord moved = record;
        for (String field : INDEX) {
            moved = moved.with(field, moved.value(field) + by);
        }
        for (String field : new String[] {"addr", "address"}) {
            moved = moved.with(field, moved.value(field) + by * pageSize);
        }
        return moved;
    }

    private static long index(RawRecord record) {
        return record.has("index") ? record.value("index") : record.value("pgoff");
    }
}
