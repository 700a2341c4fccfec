// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawRecord;
import dev.faultline.samples.read.RawSubBuffer;
import dev.faultline.samples.write.BufferWriter;
import dev.faultline.samples.write.CpuWriter;
import dev.faultline.samples.write.SubBufferWriter;
import dev.faultline.samples.write.TraceDatWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a mutated capture. A sub-buffer that the mutation does not touch is copied byte for byte, one that it touches
 * is written anew; everything that is not a record is kept as {@link Copy} says.
 */
final class Rewriter {
    private final Recording recording;
    private final Mutation mutation;

    private Rewriter(Recording recording, Mutation mutation) {
        this.recording = recording;
        this.mutation = mutation;
    }

    static void write(Recording recording, Mutation mutation, Path out) throws IOException {
        Copy copy = new Copy(recording.dat(), mutation);
        Rewriter rewriter = new Rewriter(recording, mutation);
        try (TraceDatWriter capture = TraceDatWriter.create(out, copy.spec())) {
            for (String buffer : copy.buffers()) {
                BufferWriter target = buffer.isEmpty() ? capture.top() : capture.instance(buffer);
                rewriter.buffer(buffer, target);
                target.close();
            }
        }
    }

    private void buffer(String name, BufferWriter target) throws IOException {
        boolean made = name.equals(mutation.newBuffer());
        for (Track track : recording.tracks()) {
            String source = track.buffer().name();
            if (source.equals(name) || (made && source.isEmpty() && !name.isEmpty())) {
                CpuWriter cpu = target.cpu(mutation.cpu(track.cpu()));
                track(track, name, cpu);
                cpu.close();
            }
        }
    }

    private void track(Track track, String name, CpuWriter out) throws IOException {
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
                out.rawSubBuffer(subBuffer.bytes());
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

    private void anew(RawSubBuffer subBuffer, List<RawRecord> records, long lost, CpuWriter out) throws IOException {
        out.endSubBuffer();
        if (lost == SubBufferWriter.LOST_UNCOUNTED) {
            out.lost();
        } else if (lost > 0) {
            out.lost(lost);
        }
        long offset = recording.dat().tsOffset();
        RawRecord first = records.get(0);
        boolean asBefore = !subBuffer.records().isEmpty()
                && first.equals(subBuffer.records().get(0));
        out.subBuffer(asBefore ? subBuffer.ts() : first.ts() - offset);
        for (RawRecord record : records) {
            out.record(record.ts() - offset, record.payload(), record.payload().length);
        }
        out.endSubBuffer();
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
