// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawRecord;
import java.util.Arrays;
import java.util.Objects;

/** A record by value: where it lies, when it was, what it says. */
final class RecordKey {
    private final String buffer;
    private final int cpu;
    private final long ts;
    private final byte[] payload;
    private final int hash;

    private RecordKey(String buffer, int cpu, long ts, byte[] payload) {
        this.buffer = buffer;
        this.cpu = cpu;
        this.ts = ts;
        this.payload = payload;
        this.hash = Objects.hash(ts, cpu) * 31 + Arrays.hashCode(payload);
    }

    static RecordKey of(RawRecord record) {
        return of(record, record.payload());
    }

    /** A record by value, with other bytes. */
    static RecordKey of(RawRecord record, byte[] payload) {
        return new RecordKey(record.buffer(), record.cpu(), record.ts(), payload);
    }

    RecordKey in(String newBuffer, int newCpu) {
        return new RecordKey(newBuffer, newCpu, ts, payload);
    }

    String track() {
        return buffer + " " + cpu;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordKey key
                && ts == key.ts
                && cpu == key.cpu
                && buffer.equals(key.buffer)
                && Arrays.equals(payload, key.payload);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return track() + " " + ts + " " + payload.length + " bytes " + hash;
    }
}
