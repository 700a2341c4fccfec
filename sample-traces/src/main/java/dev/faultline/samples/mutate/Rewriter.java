// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.write.BufferWriter;
import dev.faultline.samples.write.CpuWriter;
import dev.faultline.samples.write.SubBufferWriter;
import dev.faultline.samples.write.TraceDatWriter;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a mutated capture. A sub-buffer that the mutation does not touch is copied byte for byte, one that it touches
 * is written anew; everything that is not a record is kept as {@link Copy} says.
 */
final class Rewriter {
    private final OriginalTraceDat original;
    private final Mutation mutation;

    private Rewriter(OriginalTraceDat original, Mutation mutation) {
        this.original = original;
        this.mutation = mutation;
    }

    static void write(OriginalTraceDat original, Mutation mutation, Path out) throws IOException {
        Copy copy = new Copy(original.dat(), mutation);
        Rewriter rewriter = new Rewriter(original, mutation);
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
        for (Track track : original.tracks()) {
            String source = track.buffer().name();
            if (source.equals(name) || (made && source.isEmpty() && !name.isEmpty())) {
                CpuWriter cpu = target.cpu(mutation.cpu(track.cpu()));
                new TrackCopy(mutation, original.tsOffset()).write(track, name, onto(cpu));
                cpu.close();
            }
        }
    }

    private static TrackCopy.Target onto(CpuWriter cpu) {
        return new TrackCopy.Target() {
            @Override
            public void same(byte[] subBuffer) throws IOException {
                cpu.rawSubBuffer(subBuffer);
            }

            @Override
            public void begin(long ts, long lost) throws IOException {
                cpu.endSubBuffer();
                if (lost == SubBufferWriter.LOST_UNCOUNTED) {
                    cpu.lost();
                } else if (lost > 0) {
                    cpu.lost(lost);
                }
                cpu.subBuffer(ts);
            }

            @Override
            public void record(long ts, byte[] payload) throws IOException {
                cpu.record(ts, payload, payload.length);
            }

            @Override
            public void end() throws IOException {
                cpu.endSubBuffer();
            }
        };
    }
}
