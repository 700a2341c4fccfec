// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a perf.data in constant memory (kernel {@code tools/perf/util/header.c}, {@code session.c}). Records go out in
 * the order they come.
 */
public final class PerfDataWriter implements Closeable {
    private static final int FILE_HEADER = 104;
    private static final int HEADER_ATTR = 64;
    private static final int HEADER_TRACING_DATA = 66;
    private static final int FINISHED_ROUND = 68;
    private static final int HEADER_FEATURE = 80;
    private static final int COMPRESSED = 81;
    private static final int COMPRESSED2 = 83;
    private static final int AUXTRACE = 71;
    private static final int SAMPLE = 9;
    private static final int UNPACKED_CHUNK = 32 * 1024;

    private final PerfDataSpec spec;
    private final Machine machine;
    private final FileOut out;
    private final PerfRecord record;
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final @Nullable ZstdOutputStreamNoFinalizer packer;
    private final boolean part;
    private long dataStart;
    private long attrsStart;
    private int waiting;
    private boolean closed;

    private PerfDataWriter(Path path, PerfDataSpec spec, boolean part) throws IOException {
        this.spec = spec;
        this.part = part;
        this.machine = spec.machine;
        this.out = new FileOut(path);
        this.record = new PerfRecord(machine);
        this.packer = spec.compressed ? new ZstdOutputStreamNoFinalizer(packed, 1) : null;
    }

    /** Creates or replaces a file. */
    public static PerfDataWriter create(Path path, PerfDataSpec spec) throws IOException {
        spec.check();
        PerfDataWriter writer = new PerfDataWriter(path, spec, false);
        if (spec.pipe) {
            writer.pipeHead();
        } else {
            writer.fileHead();
        }
        return writer;
    }

    /** Creates or replaces a file {@code data.N} of a directory: records without a header, compressed on their own. */
    public static PerfDataWriter part(Path path, PerfDataSpec spec) throws IOException {
        return new PerfDataWriter(path, spec, true);
    }

    /** A sample of an event. */
    public PerfDataWriter sample(PerfAttr attr, int misc, PerfSample sample) throws IOException {
        record.begin(SAMPLE, misc);
        sample.write(record, attr);
        return kernelRecord();
    }

    /** Any other record of the kernel; {@code trailer} holds what follows it when the first attr has sample_id_all. */
    public PerfDataWriter record(int type, int misc, PerfSample trailer, Consumer<PerfRecord> body) throws IOException {
        record.begin(type, misc);
        body.accept(record);
        PerfAttr first = spec.attrs.get(0);
        if ((first.flags() & PerfAttr.SAMPLE_ID_ALL) != 0) {
            trailer.writeTrailer(record, first.sampleType());
        }
        return kernelRecord();
    }

    /** PERF_RECORD_COMM: the thread is called {@code comm} from now on. */
    public PerfDataWriter comm(int pid, int tid, String comm, PerfSample trailer) throws IOException {
        return record(3, 0, trailer, out -> out.u32(pid).u32(tid).string(comm));
    }

    /** PERF_RECORD_LOST: {@code count} records of event {@code id} did not fit the ring. */
    public PerfDataWriter lost(long id, long count, PerfSample trailer) throws IOException {
        return record(2, 0, trailer, out -> out.u64(id).u64(count));
    }

    /** FINISHED_ROUND: every ring was flushed once. */
    public PerfDataWriter finishedRound() throws IOException {
        flushPacked();
        record.begin(FINISHED_ROUND, 0).end();
        out.write(record.array(), record.length());
        return this;
    }

    /** A record of the recorder: no trailer, never compressed. */
    public PerfDataWriter toolRecord(int type, Consumer<PerfRecord> body) throws IOException {
        flushPacked();
        record.begin(type, 0);
        body.accept(record);
        control();
        return this;
    }

    /** AUXTRACE: a piece of the AUX area of a cpu, behind its record. */
    public PerfDataWriter auxtrace(int cpu, long offset, byte[] data) throws IOException {
        byte[] padded = Arrays.copyOf(data, (data.length + 7) & -8);
        toolRecord(
                AUXTRACE,
                out -> out.u64(padded.length)
                        .u64(offset)
                        .u64(0x1234)
                        .u32(cpu)
                        .u32(-1)
                        .u32(cpu)
                        .u32(0));
        out.write(padded);
        return this;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            flushPacked();
            if (!spec.pipe && !part) {
                fileTail();
            }
        } finally {
            if (packer != null) {
                packer.close();
            }
        }
    }

    private PerfDataWriter kernelRecord() throws IOException {
        record.end();
        if (packer == null) {
            out.write(record.array(), record.length());
            return this;
        }
        packer.write(record.array(), 0, record.length());
        waiting += record.length();
        if (waiting >= UNPACKED_CHUNK) {
            flushPacked();
        }
        return this;
    }

    /** One zstd stream runs through all COMPRESSED records; each ends where the stream was flushed. */
    private void flushPacked() throws IOException {
        if (packer == null || waiting == 0) {
            return;
        }
        packer.flush();
        byte[] bytes = packed.toByteArray();
        packed.reset();
        waiting = 0;
        int length = spec.sized ? 16 + bytes.length + 7 & -8 : PerfRecord.HEADER + bytes.length;
        ByteSink header = new ByteSink(machine)
                .u32(spec.sized ? COMPRESSED2 : COMPRESSED)
                .u16(0)
                .u16(length);
        if (spec.sized) {
            header.u64(bytes.length);
        }
        out.write(header.toBytes());
        out.write(bytes);
        out.write(new byte[length - header.size() - bytes.length]);
    }

    private void fileHead() throws IOException {
        out.write(new byte[FILE_HEADER]);
        long[] idsAt = new long[spec.attrs.size()];
        for (int i = 0; i < idsAt.length; i++) {
            idsAt[i] = out.position();
            for (long id : spec.attrs.get(i).ids()) {
                out.write(machine.bytes(8, id));
            }
        }
        attrsStart = out.position();
        for (int i = 0; i < idsAt.length; i++) {
            PerfAttr attr = spec.attrs.get(i);
            out.write(attr.encode(machine));
            out.write(machine.bytes(8, idsAt[i]));
            out.write(machine.bytes(8, 8L * attr.ids().size()));
        }
        dataStart = out.position();
    }

    private int attrStride() {
        return 16 + spec.attrSize();
    }

    private void fileTail() throws IOException {
        long dataEnd = out.position();
        Map<Integer, byte[]> features = spec.encodedFeatures();
        long at = dataEnd + 16L * features.size();
        for (byte[] content : features.values()) {
            out.write(machine.bytes(8, at));
            out.write(machine.bytes(8, content.length));
            at += content.length;
        }
        long[] bits = new long[4];
        for (Map.Entry<Integer, byte[]> feature : features.entrySet()) {
            out.write(feature.getValue());
            bits[feature.getKey() >>> 6] |= 1L << (feature.getKey() & 63);
        }
        ByteSink header = new ByteSink(machine)
                .raw(magic())
                .u64(FILE_HEADER)
                .u64(attrStride())
                .u64(attrsStart)
                .u64((long) attrStride() * spec.attrs.size())
                .u64(dataStart)
                .u64(dataEnd - dataStart)
                .u64(0)
                .u64(0);
        for (long word : bits) {
            header.u64(word);
        }
        out.patch(0, header.toBytes());
    }

    private void pipeHead() throws IOException {
        out.write(magic());
        out.write(machine.bytes(8, 16));
        for (PerfAttr attr : spec.attrs) {
            record.begin(HEADER_ATTR, 0).bytes(attr.encode(machine), attr.size());
            attr.ids().forEach(record::u64);
            control();
        }
        Map<Integer, byte[]> features = spec.encodedFeatures();
        for (Map.Entry<Integer, byte[]> feature : features.entrySet()) {
            if (feature.getKey() != PerfDataSpec.TRACING_DATA) {
                byte[] content = feature.getValue();
                record.begin(HEADER_FEATURE, 0).u64(feature.getKey()).bytes(content, (content.length + 7) & -8);
                control();
            }
        }
        byte[] tracing = features.get(PerfDataSpec.TRACING_DATA);
        if (tracing != null) {
            byte[] padded = Arrays.copyOf(tracing, (tracing.length + 7) & -8);
            record.begin(HEADER_TRACING_DATA, 0).u32(padded.length).u32(0);
            control();
            out.write(padded);
        }
    }

    private void control() throws IOException {
        record.end();
        out.write(record.array(), record.length());
    }

    private byte[] magic() {
        if (spec.first) {
            return "PERFFILE".getBytes(StandardCharsets.US_ASCII);
        }
        String text = machine.bigEndian() ? "2ELIFREP" : "PERFILE2";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
