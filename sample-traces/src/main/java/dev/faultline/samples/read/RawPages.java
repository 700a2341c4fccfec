// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks the sub-buffers of one cpu word by word (formats.md B.2). */
final class RawPages {
    private static final long SIZE_MASK = (1L << 27) - 1;
    private static final long MISSED = 1L << 31;
    private static final long MISSED_STORED = 1L << 30;
    private static final int PADDING = 29;
    private static final int TIME_EXTEND = 30;
    private static final int TIME_STAMP = 31;
    private static final long TOP_BITS = 0xf8L << 56;

    private final RawTraceDat dat;
    private final RawBuffer buffer;
    private final int cpu;
    private final byte[] pages;
    private final Bytes in;
    private List<RawRecord> records = new ArrayList<>();
    private long ts;
    private long lost;

    RawPages(RawTraceDat dat, RawBuffer buffer, int cpu) {
        this.dat = dat;
        this.buffer = buffer;
        this.cpu = cpu;
        byte @Nullable [] data = buffer.cpus().get(cpu);
        pages = data == null ? new byte[0] : data;
        in = new Bytes(pages, dat.order());
    }

    List<RawSubBuffer> subBuffers() {
        List<RawSubBuffer> all = new ArrayList<>();
        int size = buffer.pageSize();
        for (int number = 0; (number + 1) * size <= pages.length; number++) {
            records = new ArrayList<>();
            all.add(page(number));
        }
        return all;
    }

    private RawSubBuffer page(int number) {
        int page = number * buffer.pageSize();
        ts = in.seek(page).u64();
        long begin = ts;
        long commit = word(dat.longSize());
        long size = commit & SIZE_MASK;
        int start = page + dat.dataOffset();
        long before = 0;
        if ((commit & MISSED) != 0) {
            before = -1;
            if ((commit & MISSED_STORED) != 0) {
                in.seek(start + size);
                before = word(dat.longSize());
            }
            lost = before;
        }
        in.seek(start);
        while (in.at() < start + size && entry()) {}
        return new RawSubBuffer(number, begin, before, pages, buffer.pageSize(), records);
    }

    private long word(int size) {
        return size == 8 ? in.u64() : in.u32();
    }

    private boolean entry() {
        long word = in.u32();
        boolean little = dat.order() == ByteOrder.LITTLE_ENDIAN;
        int type = (int) (little ? word & 31 : word >>> 27);
        long delta = little ? word >>> 5 : word & 0x7ffffff;
        switch (type) {
            case PADDING -> {
                if (delta == 0) {
                    return false;
                }
                ts += delta;
                in.skip(in.u32());
            }
            case TIME_EXTEND -> ts += (in.u32() << 27) + delta;
            case TIME_STAMP -> ts = (ts & TOP_BITS) | ((in.u32() << 27) + delta);
            default -> {
                ts += delta;
                data(type == 0 ? in.u32() - 4 : type * 4L);
            }
        }
        return true;
    }

    private void data(long size) {
        byte[] payload = in.take((size + 3) & ~3L);
        int id = new Bytes(payload, dat.order()).u16();
        RawEvent event = dat.event(id);
        records.add(new RawRecord(event, buffer.name(), cpu, ts + dat.tsOffset(), lost, payload, dat.order()));
        lost = 0;
    }
}
