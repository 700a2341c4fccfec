// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawRecord;
import java.nio.ByteBuffer;

/** A record by value: where it lies, when it was, what it says. */
record RecordKey(String buffer, int cpu, long ts, ByteBuffer payload) {
    static RecordKey of(RawRecord record) {
        return new RecordKey(record.buffer(), record.cpu(), record.ts(), ByteBuffer.wrap(record.payload()));
    }

    RecordKey in(String newBuffer, int newCpu) {
        return new RecordKey(newBuffer, newCpu, ts, payload);
    }
}
