// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawRecord;
import dev.faultline.samples.read.RawSubBuffer;
import dev.faultline.samples.write.SubBufferWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Copies the sub-buffers of one cpu, and writes those anew that a mutation touches. */
final class TrackCopy {
    private final Mutation mutation;
    private final long tsOffset;

    /** @param tsOffset what the container adds to every time stamp */
    TrackCopy(Mutation mutation, long tsOffset) {
        this.mutation = mutation;
        this.tsOffset = tsOffset;
    }

    /** Where they go. */
    interface Target {
        /** A sub-buffer byte for byte. */
        void same(byte[] subBuffer) throws IOException;

        /** A sub-buffer that begins at {@code ts}, and what was lost before it. */
        void begin(long ts, long lost) throws IOException;

        /** A record of the sub-buffer begun, or of another behind it when that is full. */
        void record(long ts, byte[] payload) throws IOException;

        /** No more of it. */
        void end() throws IOException;
    }

    void write(Track track, String name, Target out) throws IOException {
        long lost = SubBufferWriter.NOTHING_LOST;
        for (RawSubBuffer subBuffer : track.subBuffers()) {
            lost = sum(lost, subBuffer.lost());
            Mark mark = mutation.mark(subBuffer);
            if (mark != null) {
                lost = sum(lost, loss(mark, subBuffer));
                continue;
            }
            List<RawRecord> records = here(mutation.apply(subBuffer.records()), name);
            if (records == subBuffer.records() && lost == subBuffer.lost()) {
                out.same(subBuffer.bytes());
                lost = SubBufferWriter.NOTHING_LOST;
            } else if (!records.isEmpty()) {
                anew(subBuffer, records, lost, out);
                lost = SubBufferWriter.NOTHING_LOST;
            }
        }
    }

    /** Those records that belong into the buffer; the same list when all do. */
    private List<RawRecord> here(List<RawRecord> records, String name) {
        List<RawRecord> kept = new ArrayList<>();
        for (RawRecord record : records) {
            if (mutation.buffer(record).equals(name)) {
                kept.add(record);
            }
        }
        return kept.size() == records.size() ? records : kept;
    }

    private void anew(RawSubBuffer subBuffer, List<RawRecord> records, long lost, Target out) throws IOException {
        RawRecord first = records.get(0);
        boolean asBefore = !subBuffer.records().isEmpty()
                && first.equals(subBuffer.records().get(0));
        out.begin(asBefore ? subBuffer.ts() : first.ts() - tsOffset, lost);
        for (RawRecord record : records) {
            out.record(record.ts() - tsOffset, record.payload());
        }
        out.end();
    }

    private static long loss(Mark mark, RawSubBuffer subBuffer) {
        return switch (mark) {
            case COUNTED -> subBuffer.records().size();
            case UNCOUNTED -> SubBufferWriter.LOST_UNCOUNTED;
            case NONE -> SubBufferWriter.NOTHING_LOST;
        };
    }

    private static long sum(long lost, long more) {
        return lost < 0 || more < 0 ? SubBufferWriter.LOST_UNCOUNTED : lost + more;
    }
}
