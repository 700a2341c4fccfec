// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A second reader of perf.data, file or pipe: whole in memory, written from
 * tools/perf/Documentation/perf.data-file-format.txt, and sharing no code with the reader it checks. Compressed records are
 * unpacked; of the records, tracepoints are read.
 */
public final class RawPerfData {
    /** Bytes of a file's header, and of a pipe's. */
    public static final int FILE_HEADER = 104;

    public static final int PIPE_HEADER = 16;

    private static final int TRACING_DATA = 1;
    private static final int ATTR_RECORD = 64;
    private static final int TRACING_DATA_RECORD = 66;
    private static final int FIRST_OF_TOOL = 64;
    private static final int SAMPLE = 9;
    private static final RawPerfAttr.Places NOWHERE = new RawPerfAttr.Places(-1, -1, -1, -1, -1);

    private final byte[] file;
    private final ByteBuffer words;
    private final boolean pipe;
    private final List<RawPerfAttr> attrs = new ArrayList<>();
    private final Map<Long, RawPerfAttr> byId = new HashMap<>();
    private final List<RawPerfRecord> records = new ArrayList<>();
    private @Nullable RawTraceDat formats;

    private RawPerfData(byte[] file) {
        this.file = file;
        String magic = new String(file, 0, 8, StandardCharsets.ISO_8859_1);
        if (!magic.equals("PERFILE2") && !magic.equals("2ELIFREP")) {
            throw new IllegalArgumentException("not a perf.data of version 2");
        }
        words = ByteBuffer.wrap(file).order(magic.equals("PERFILE2") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        pipe = words.getLong(8) == PIPE_HEADER;
        if (!pipe) {
            attrs();
            features();
        }
        RawPerfStream stream = new RawPerfStream(file, words.order(), dataStart(), dataEnd());
        for (RawPerfStream.Piece piece = stream.next(); piece != null; piece = stream.next()) {
            add(piece.bytes(), piece.behind());
        }
    }

    /**
     * Reads a file, also a packed one.
     *
     * @throws IllegalArgumentException when it is not a perf.data of version 2, or one that was not closed
     */
    public static RawPerfData read(Path file) throws IOException {
        return new RawPerfData(Packed.read(file));
    }

    /** Whether it was written to a pipe. */
    public boolean pipe() {
        return pipe;
    }

    public ByteOrder order() {
        return words.order();
    }

    /** The file byte for byte. */
    public byte[] file() {
        return file;
    }

    /** Where the records begin. */
    public int dataStart() {
        return pipe ? PIPE_HEADER : Math.toIntExact(words.getLong(40));
    }

    /** Where the records end. */
    public int dataEnd() {
        long size = words.getLong(48);
        if (!pipe && (size == 0 || dataStart() + size > file.length)) {
            throw new IllegalArgumentException("a perf.data whose recorder did not close it");
        }
        return pipe ? file.length : Math.toIntExact(dataStart() + size);
    }

    /** Records in the file's order. */
    public List<RawPerfRecord> records() {
        return List.copyOf(records);
    }

    /** Attr of a tracepoint. */
    public @Nullable RawPerfAttr attr(RawEvent event) {
        return attrs.stream()
                .filter(attr -> attr.type() == RawPerfAttr.TRACEPOINT && attr.config() == event.id())
                .findFirst()
                .orElse(null);
    }

    /** Tracepoints that were recorded. */
    public Collection<RawEvent> events() {
        RawTraceDat known = formats;
        return known == null
                ? List.of()
                : known.events().stream().filter(event -> attr(event) != null).toList();
    }

    private void attrs() {
        int size = (int) words.getLong(16);
        long from = words.getLong(24);
        long end = from + words.getLong(32);
        for (int at = (int) from; at < end; at += size) {
            int ids = (int) words.getLong(at + size - 16);
            int count = (int) words.getLong(at + size - 8) / 8;
            attr(words, at, ids, count);
        }
    }

    private void attr(ByteBuffer from, int at, int idsAt, int idCount) {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < idCount; i++) {
            ids.add(from.getLong(idsAt + 8 * i));
        }
        RawPerfAttr attr = new RawPerfAttr(
                from.getInt(at),
                from.getLong(at + 8),
                from.getLong(at + 24),
                from.getLong(at + 32),
                from.getLong(at + 40),
                List.copyOf(ids));
        attrs.add(attr);
        ids.forEach(id -> byId.put(id, attr));
    }

    private void features() {
        int entry = dataEnd();
        for (int bit = 0; bit < 256; bit++) {
            if ((words.getLong(72 + bit / 64 * 8) >>> bit % 64 & 1) != 0) {
                if (bit == TRACING_DATA) {
                    int at = (int) words.getLong(entry);
                    formats = RawTraceDat.tracingData(
                            Arrays.copyOfRange(file, at, at + (int) words.getLong(entry + 8)), words.order());
                }
                entry += 16;
            }
        }
    }

    private void add(byte[] bytes, byte[] behind) {
        ByteBuffer record = ByteBuffer.wrap(bytes).order(words.order());
        int type = record.getInt(0);
        if (type == ATTR_RECORD) {
            int size = record.getInt(12);
            attr(record, 8, 8 + size, (bytes.length - 8 - size) / 8);
        } else if (type == TRACING_DATA_RECORD) {
            formats = RawTraceDat.tracingData(behind, words.order());
        }
        RawPerfAttr attr =
                type == SAMPLE ? sampled(record) : type < FIRST_OF_TOOL && !attrs.isEmpty() ? attrs.get(0) : null;
        if (attr == null) {
            records.add(new RawPerfRecord(bytes, behind, null, NOWHERE, null));
        } else if (type == SAMPLE) {
            RawPerfAttr.Places places = attr.sample(bytes, record);
            records.add(new RawPerfRecord(bytes, behind, attr, places, event(record, places)));
        } else {
            records.add(new RawPerfRecord(bytes, behind, attr, attr.trailer(bytes.length), null));
        }
    }

    private RawPerfAttr sampled(ByteBuffer record) {
        if (attrs.isEmpty()) {
            throw new IllegalArgumentException("a sample before any attr");
        }
        int place = attrs.get(0).idPlace();
        return place < 0 ? attrs.get(0) : byId.getOrDefault(record.getLong(place), attrs.get(0));
    }

    private @Nullable RawRecord event(ByteBuffer record, RawPerfAttr.Places places) {
        RawTraceDat known = formats;
        if (known == null || places.raw() < 0 || places.time() < 0) {
            return null;
        }
        byte[] payload = new byte[record.getInt(places.raw())];
        record.get(places.raw() + 4, payload);
        if (payload.length < 8) {
            return null;
        }
        int id = ByteBuffer.wrap(payload).order(words.order()).getShort(0) & 0xffff;
        int cpu = places.cpu() < 0 ? 0 : record.getInt(places.cpu());
        RawEvent event = known.event(id);
        return new RawRecord(event, "", cpu, record.getLong(places.time()), 0, payload, words.order());
    }
}
