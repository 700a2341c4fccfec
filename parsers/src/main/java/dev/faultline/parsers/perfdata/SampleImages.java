// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.io.Words;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Images of the samples of one block ({@link SampleTable}). Values stay in the byte order of the file. */
final class SampleImages {
    private final SampleTable table;
    private final ByteOrder order;
    private byte[] images = new byte[1 << 16];
    private int length;
    private int start;
    private byte[] from = new byte[0];

    SampleImages(SampleTable table, ByteOrder order) {
        this.table = table;
        this.order = order;
    }

    /** The images; only as many bytes as were added are valid. */
    byte[] bytes() {
        return images;
    }

    void clear() {
        length = 0;
    }

    /** Where the last image starts. */
    int start() {
        return start;
    }

    /** Bytes of the last image. */
    int size() {
        return length - start;
    }

    /** Adds the image of a sample whose parts were located. */
    void add(PerfAttr attr, int event, SampleParts parts, byte[] block, int at, int size, boolean raw) {
        from = block;
        start = length;
        // Lists are copied from the record, those of READ and BRANCH_STACK one word of an entry after the other.
        room(table.size() + size + Block.SLACK);
        length += table.size();
        fixed(attr, event, parts, at);
        read(attr, parts.place(SampleBit.READ));
        callchain(parts);
        if (raw) {
            int place = parts.place(SampleBit.RAW);
            locate(SampleColumn.RAW, place + 4, Words.s32(from, place, order));
        }
        branches(attr, parts);
        registers(
                SampleColumn.USER_ABI, SampleColumn.USER_REGS, parts.place(SampleBit.REGS_USER), attr.userRegisters());
        stack(parts);
        weight(attr, parts);
        word(SampleColumn.DATA_SRC, parts.place(SampleBit.DATA_SRC));
        word(SampleColumn.TRANSACTION, parts.place(SampleBit.TRANSACTION));
        registers(
                SampleColumn.INTR_ABI,
                SampleColumn.INTR_REGS,
                parts.place(SampleBit.REGS_INTR),
                attr.interruptRegisters());
        word(SampleColumn.PHYS_ADDR, parts.place(SampleBit.PHYS_ADDR));
        word(SampleColumn.CGROUP, parts.place(SampleBit.CGROUP));
        word(SampleColumn.DATA_PAGE_SIZE, parts.place(SampleBit.DATA_PAGE_SIZE));
        word(SampleColumn.CODE_PAGE_SIZE, parts.place(SampleBit.CODE_PAGE_SIZE));
        word(SampleColumn.AUX_SIZE, parts.place(SampleBit.AUX));
    }

    /** Adds the image of the kind of a sample, which has no parts behind the fixed ones that it would keep. */
    void addKind(PerfAttr attr, int event, SampleParts parts, byte[] block, int at, int kind) {
        from = block;
        start = length;
        room(table.size() + 4 + Block.SLACK);
        Arrays.fill(images, start, start + table.size(), (byte) 0);
        length += table.size() + 4;
        fixed(attr, event, parts, at);
        Words.putInt(images, length - 4, kind, order);
    }

    /** Adds the image of a sample of a kind. */
    void addRow(int kind) {
        start = length;
        room(4 + Block.SLACK);
        length += 4;
        Words.putInt(images, start, kind, order);
    }

    private void room(int count) {
        if (length + count > images.length) {
            images = Arrays.copyOf(images, Math.max(2 * images.length, length + count));
        }
    }

    private void fixed(PerfAttr attr, int event, SampleParts parts, int at) {
        int tid = parts.offset(SampleBit.TID);
        if (tid >= 0) {
            System.arraycopy(from, at + tid, images, start + table.places()[SampleColumn.PID.position()], 4);
        }
        int eventAt = start + table.places()[SampleColumn.EVENT.position()];
        Words.putShort(images, eventAt, event, order);
        Words.putShort(
                images, start + table.places()[SampleColumn.MISC.position()], Words.u16(from, at + 4, order), order);
        word(SampleColumn.IP, at, parts.offset(SampleBit.IP));
        word(SampleColumn.ADDR, at, parts.offset(SampleBit.ADDR));
        int id = parts.offset(SampleBit.IDENTIFIER);
        word(SampleColumn.ID, at, id >= 0 ? id : parts.offset(SampleBit.ID));
        word(SampleColumn.STREAM_ID, at, parts.offset(SampleBit.STREAM_ID));
        if (parts.offset(SampleBit.PERIOD) >= 0) {
            word(SampleColumn.PERIOD, at, parts.offset(SampleBit.PERIOD));
        } else {
            put(SampleColumn.PERIOD, attr.period());
        }
    }

    private void word(SampleColumn column, int at, int offset) {
        word(column, offset < 0 ? SampleParts.NONE : at + offset);
    }

    private void word(SampleColumn column, int place) {
        int target = table.places()[column.position()];
        if (place >= 0 && target >= 0) {
            Words.putLeLong(images, start + target, Words.leLong(from, place));
        }
    }

    private void put(SampleColumn column, long value) {
        int target = table.places()[column.position()];
        if (target >= 0) {
            Words.putLong(images, start + target, value, order);
        }
    }

    /** Copies bytes behind the image and says where. */
    private void locate(SampleColumn column, int place, int count) {
        System.arraycopy(from, place, images, length, count);
        put(column, (long) count << 32 | (length - start));
        length += count;
    }

    /** Copies every {@code step}th word. */
    private void gather(SampleColumn column, int place, int count, int step) {
        put(column, (8L * count) << 32 | (length - start));
        for (int i = 0; i < count; i++) {
            Words.putLeLong(images, length, Words.leLong(from, place + 8 * step * i));
            length += 8;
        }
    }

    private void read(PerfAttr attr, int place) {
        if (place < 0) {
            return;
        }
        boolean group = ReadFormat.group(attr);
        int entry = ReadFormat.entry(attr);
        int count = group ? (int) Words.s64(from, place, order) : 1;
        int times = place + 8;
        int first = group ? times + 8 * ReadFormat.times(attr) : place;
        int rest = group ? first + 8 : times + 8 * ReadFormat.times(attr);
        if (ReadFormat.enabled(attr)) {
            word(SampleColumn.TIME_ENABLED, times);
        }
        if (ReadFormat.running(attr)) {
            word(SampleColumn.TIME_RUNNING, times + (ReadFormat.enabled(attr) ? 8 : 0));
        }
        gather(SampleColumn.READ_VALUE, first, count, entry);
        if (ReadFormat.id(attr)) {
            gather(SampleColumn.READ_ID, rest, count, entry);
        }
        if (ReadFormat.lost(attr)) {
            gather(SampleColumn.READ_LOST, rest + (ReadFormat.id(attr) ? 8 : 0), count, entry);
        }
    }

    private void callchain(SampleParts parts) {
        int place = parts.place(SampleBit.CALLCHAIN);
        if (place >= 0) {
            locate(SampleColumn.CALLCHAIN, place + 8, 8 * parts.count(place));
        }
    }

    private void branches(PerfAttr attr, SampleParts parts) {
        int place = parts.place(SampleBit.BRANCH_STACK);
        if (place < 0) {
            return;
        }
        int count = parts.count(place);
        int first = place + (SampleParts.hardwareIndex(attr) ? 16 : 8);
        if (SampleParts.hardwareIndex(attr)) {
            word(SampleColumn.BRANCH_HW_INDEX, place + 8);
        }
        gather(SampleColumn.BRANCH_FROM, first, count, 3);
        gather(SampleColumn.BRANCH_TO, first + 8, count, 3);
        gather(SampleColumn.BRANCH_FLAGS, first + 16, count, 3);
        if (SampleParts.counters(attr)) {
            gather(SampleColumn.BRANCH_COUNTERS, first + 24 * count, count, 1);
        }
    }

    private void registers(SampleColumn abi, SampleColumn list, int place, long mask) {
        if (place >= 0) {
            word(abi, place);
            locate(list, place + 8, Words.leLong(from, place) == 0 ? 0 : 8 * Long.bitCount(mask));
        }
    }

    /** What was really copied of the room for the stack is said behind it. */
    private void stack(SampleParts parts) {
        int place = parts.place(SampleBit.STACK_USER);
        if (place >= 0) {
            int room = parts.count(place);
            long filled = room == 0 ? 0 : Words.s64(from, place + 8 + room, order);
            locate(SampleColumn.USER_STACK, place + 8, (int) Math.max(0, Math.min(room, filled)));
        }
    }

    /** The struct of three numbers lies as its byte order says: the 32-bit one is the low half. */
    private void weight(PerfAttr attr, SampleParts parts) {
        if (attr.has(SampleBit.WEIGHT)) {
            word(SampleColumn.WEIGHT, parts.place(SampleBit.WEIGHT));
        } else if (attr.has(SampleBit.WEIGHT_STRUCT)) {
            long all = Words.s64(from, parts.place(SampleBit.WEIGHT_STRUCT), order);
            put(SampleColumn.WEIGHT, all & 0xffff_ffffL);
            int[] places = table.places();
            Words.putShort(images, start + places[SampleColumn.WEIGHT2.position()], (int) (all >>> 32), order);
            Words.putShort(images, start + places[SampleColumn.WEIGHT3.position()], (int) (all >>> 48), order);
        }
    }
}
