// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

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
    private final Bytes in;
    private final int length;
    private final List<RawRecord> records = new ArrayList<>();
    private long ts;
    private long lost;

    RawPages(RawTraceDat dat, RawBuffer buffer, int cpu) {
        this.dat = dat;
        this.buffer = buffer;
        this.cpu = cpu;
        byte[] pages = buffer.cpus().get(cpu);
        in = new Bytes(pages, dat.order);
        length = pages.length;
    }

    List<RawRecord> records() {
        for (int page = 0; page + buffer.pageSize() <= length; page += buffer.pageSize()) {
            page(page);
        }
        return records;
    }

    private void page(int page) {
        ts = in.seek(page).u64();
        long commit = dat.longSize == 8 ? in.u64() : in.u32();
        long size = commit & SIZE_MASK;
        int start = page + dat.dataOffset;
        if ((commit & MISSED) != 0) {
            lost = -1;
            if ((commit & MISSED_STORED) != 0) {
                in.seek(start + size);
                lost = dat.longSize == 8 ? in.u64() : in.u32();
            }
        }
        in.seek(start);
        while (in.at() < start + size && word()) {}
    }

    private boolean word() {
        long word = in.u32();
        boolean little = dat.order == ByteOrder.LITTLE_ENDIAN;
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
        int id = new Bytes(payload, dat.order).u16();
        RawEvent event = dat.event(id);
        records.add(new RawRecord(event, buffer.name(), cpu, ts + dat.tsOffset, lost, payload, dat.order));
        lost = 0;
    }
}
