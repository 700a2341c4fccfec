// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawBuffer;
import dev.faultline.samples.read.RawEvent;
import dev.faultline.samples.read.RawPerfData;
import dev.faultline.samples.read.RawPerfRecord;
import dev.faultline.samples.read.RawRecord;
import dev.faultline.samples.read.RawSubBuffer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A perf.data, file or pipe. Its records are the samples of tracepoints; others move in time with them, and are otherwise
 * kept. What was compressed is written uncompressed.
 */
final class OriginalPerfData implements Original {
    private static final int DATA_SIZE_AT = 48;
    private static final int FLAGS_AT = 72;
    private static final int FLAG_WORDS = 4;

    private final RawPerfData data;
    private final List<Track> tracks = new ArrayList<>();

    OriginalPerfData(RawPerfData data) {
        this.data = data;
        Map<Integer, List<RawRecord>> cpus = new TreeMap<>();
        for (RawPerfRecord record : data.records()) {
            RawRecord event = record.event();
            if (event != null) {
                cpus.computeIfAbsent(event.cpu(), cpu -> new ArrayList<>()).add(event);
            }
        }
        RawBuffer buffer = new RawBuffer("", null, 0, cpus.size(), Map.of(), null);
        cpus.forEach((cpu, records) -> {
            // Of one cpu they lie in the file as its rings were emptied.
            records.sort(Comparator.comparingLong(RawRecord::ts));
            RawSubBuffer all = new RawSubBuffer(0, records.get(0).ts(), 0, new byte[0], 0, records);
            tracks.add(new Track(buffer, cpu, List.of(all)));
        });
    }

    RawPerfData data() {
        return data;
    }

    @Override
    public String name() {
        return "a perf.data";
    }

    @Override
    public List<Track> tracks() {
        return tracks;
    }

    @Override
    public Collection<RawEvent> events() {
        return data.events();
    }

    @Override
    public @Nullable String refusal(Reach reach) {
        return switch (reach) {
            case RECORDS, FIELDS -> null;
            case SUB_BUFFERS -> "it has no sub-buffers";
            case BUFFERS -> "it has no buffers besides the one";
        };
    }

    @Override
    public void write(Mutation mutation, Path out) throws IOException {
        PerfRecordEdit edit = new PerfRecordEdit(data, mutation);
        List<byte[]> records = new ArrayList<>();
        long size = 0;
        for (RawPerfRecord record : data.records()) {
            for (byte[] bytes : edit.apply(record)) {
                records.add(bytes);
                size += bytes.length;
            }
            records.add(record.behind());
            size += record.behind().length;
        }
        byte[] file = data.file();
        ByteBuffer around = ByteBuffer.wrap(file.clone()).order(data.order());
        if (!data.pipe()) {
            move(around, size);
        }
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(out))) {
            stream.write(around.array(), 0, data.dataStart());
            for (byte[] bytes : records) {
                stream.write(bytes);
            }
            stream.write(around.array(), data.dataEnd(), file.length - data.dataEnd());
        }
    }

    /** The header says how long the records are, and the table behind them where the features lie. */
    private void move(ByteBuffer file, long size) {
        int end = data.dataEnd();
        long by = size - (end - data.dataStart());
        int features = 0;
        for (int word = 0; word < FLAG_WORDS; word++) {
            features += Long.bitCount(file.getLong(FLAGS_AT + Long.BYTES * word));
        }
        for (int i = 0; i < features; i++) {
            int at = end + 2 * Long.BYTES * i;
            file.putLong(at, file.getLong(at) + by);
        }
        file.putLong(DATA_SIZE_AT, size);
    }
}
