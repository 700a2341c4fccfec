// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import dev.faultline.samples.write.Row;
import java.io.Closeable;
import java.io.IOException;

/** Where records go: one of the containers a tracer writes. Records of one cpu come in the order of time. */
interface RecordSink extends Closeable {
    /** Forgets every record. */
    RecordSink NOWHERE = new RecordSink() {
        @Override
        public void record(int cpu, int tid, long ts, Row row) {}

        @Override
        public void close() {}
    };

    /** The row may be used again as soon as this returns. */
    void record(int cpu, int tid, long ts, Row row) throws IOException;
}
