// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.Words;
import dev.faultline.parsers.io.ZstdStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * The records of one file, in blocks of whole records. COMPRESSED records of a file are one zstd stream; what they unpack
 * to is cut into records again, and a record that goes on in the next of them waits for it.
 */
final class RecordStream implements Closeable {
    private static final int STEP = 512 * 1024;
    private static final int LARGEST_PACKED = 16 * 1024 * 1024;

    private final CaptureFile file;
    private final ByteOrder order;
    private long end;
    private final IssueLog issues;
    private final RecordSearch search;
    private final ZstdStream zstd = new ZstdStream();
    private final boolean unpack;
    private byte[] carry = new byte[0];
    private int carried;
    private byte[] packed = new byte[0];
    private long at;
    private long rec;
    private boolean broken;
    private boolean truncated;

    /**
     * @param data where the records are
     * @param recBase added to every {@code rec}, so that those of several files differ
     * @param unpack whether COMPRESSED records are wanted
     */
    RecordStream(CaptureFile file, ByteOrder order, Section data, long recBase, boolean unpack, IssueLog issues) {
        this.file = file;
        this.order = order;
        this.issues = issues;
        this.search = new RecordSearch(file, order);
        this.unpack = unpack;
        this.at = Math.min(Math.max(0, data.offset()), file.length());
        this.rec = recBase + at;
        long wanted = data.end();
        this.end = wanted < at || wanted > file.length() ? file.length() : wanted;
        if (end != wanted) {
            truncated = true;
            issues.add(
                    IssueKind.TRUNCATED,
                    file.length(),
                    () -> "data of " + Long.toUnsignedString(data.size()) + " bytes at " + data.offset());
        }
    }

    /** Whether records are missing at the end. */
    boolean truncated() {
        return truncated;
    }

    /** Fills {@code block} with the next records; {@code false} at the end. */
    boolean next(Block block) throws IOException {
        while (at < end) {
            int wanted = (int) Math.min(STEP, end - at);
            block.room(wanted);
            int got = file.read(at, block.bytes, 0, wanted);
            end = got < wanted ? at + got : end;
            if (fill(block, got)) {
                return true;
            }
        }
        if (carried > 0) {
            stop(IssueKind.TRUNCATED, carried + " bytes of a record whose rest is missing");
            carried = 0;
        }
        return false;
    }

    private boolean fill(Block block, int got) throws IOException {
        int n = whole(block.bytes, got, true);
        if (n == 0) {
            return special(block, got);
        }
        block.length = n;
        block.rec = rec;
        block.fileOffset = at;
        long behind = behindLast;
        rec += n + behind;
        at += n + behind;
        jumped = behind;
        lastEnd = at - behind;
        if (behind > 0 && at < end && !search.leads(at, end)) {
            withoutJump();
        }
        if (at > end || at < 0 || !file.reaches(at)) {
            stop(IssueKind.TRUNCATED, "a record is followed by more bytes than there are");
        }
        return true;
    }

    private long behindLast;
    /** Bytes that the last record says follow it; of one that perf inject wrote, they need not be there. */
    private long jumped;

    private long lastEnd;
    private long lastSkip = -1;

    /** Bytes of whole records; ends before compressed ones, and after one that other bytes follow. */
    private int whole(byte[] bytes, int length, boolean stored) {
        int n = 0;
        behindLast = 0;
        while (n + RecordType.HEADER <= length && behindLast == 0) {
            int type = Words.s32(bytes, n, order);
            int size = Words.u16(bytes, n + 6, order);
            boolean packs = stored && (type == RecordType.COMPRESSED || type == RecordType.COMPRESSED2);
            if (packs || size < RecordType.HEADER || size > length - n) {
                break;
            }
            if (stored) {
                behindLast = behind(bytes, n, type, size);
            }
            n += size;
        }
        return n;
    }

    /** Bytes that follow a record without being counted in its size. */
    private long behind(byte[] bytes, int at, int type, int size) {
        if (type == RecordType.HEADER_TRACING_DATA && size >= 12) {
            return Integer.toUnsignedLong(Words.s32(bytes, at + 8, order));
        }
        return type == RecordType.AUXTRACE && size >= 16 ? Words.s64(bytes, at + 8, order) : 0;
    }

    /** The record here is compressed, or it is not whole. */
    private boolean special(Block block, int got) throws IOException {
        int type = got < RecordType.HEADER ? 0 : Words.s32(block.bytes, 0, order);
        int size = got < RecordType.HEADER ? 0 : Words.u16(block.bytes, 6, order);
        long total = size;
        int start = RecordType.HEADER;
        if (type == RecordType.COMPRESSED2 && got >= 16) {
            // Writers before the fix of 2025 let the 16 bits of the size overflow: the data's own size is right.
            start = 16;
            total = Math.max(size, (16 + Words.s64(block.bytes, 8, order) + 7) & -8L);
        }
        if (total < RecordType.HEADER || total > LARGEST_PACKED) {
            skip(IssueKind.BAD_RECORD_LENGTH, "a record of type " + type + " with " + total + " bytes");
            return false;
        }
        if (total > end - at && type >= RecordType.FIRST_OF_TOOL && type <= RecordType.BPF_METADATA) {
            // What is left is the beginning of its content (packed, or of a feature), in which anything may look like
            // records.
            stop(
                    IssueKind.TRUNCATED,
                    "a record of type " + type + " with " + total + " bytes, " + (end - at) + " left");
            return false;
        }
        if (total > end - at) {
            skip(
                    IssueKind.TRUNCATED,
                    "a record of type " + type + " with " + total + " bytes, " + (end - at) + " left");
            return false;
        }
        if (!unpack && file.length() == Long.MAX_VALUE) {
            // The head of a stream that is still coming in ends with the first packed record.
            end = at;
            return false;
        }
        long count = type == RecordType.COMPRESSED2 ? Words.s64(block.bytes, 8, order) : total - start;
        boolean some = unpack && !broken && unpack(block, at + start, (int) Math.min(count, total - start));
        at += total;
        return some;
    }

    private boolean unpack(Block block, long from, int count) throws IOException {
        if (packed.length < count) {
            packed = new byte[count];
        }
        int got = file.read(from, packed, 0, count);
        String damage = zstd.feed(packed, 0, got, carry, 0, carried);
        int length = zstd.length();
        int n = whole(zstd.unpacked(), length, false);
        block.room(n);
        System.arraycopy(zstd.unpacked(), 0, block.bytes, 0, n);
        block.length = n;
        block.rec = rec;
        block.fileOffset = from;
        rec += n;
        carried = length - n;
        if (carry.length < carried) {
            carry = new byte[Math.max(1 << 16, carried)];
        }
        System.arraycopy(zstd.unpacked(), n, carry, 0, carried);
        if (damage != null) {
            broken(from, damage);
        } else if (carried >= RecordType.HEADER && Words.u16(carry, 6, order) < RecordType.HEADER) {
            broken(from, "a record of " + Words.u16(carry, 6, order) + " bytes inside");
        }
        return n > 0;
    }

    /** Later parts of the stream cannot be unpacked without the earlier ones. */
    private void broken(long from, String damage) {
        broken = true;
        truncated = true;
        carried = 0;
        issues.add(IssueKind.BAD_CHUNK, from, () -> damage);
    }

    /** What is said to follow a record leads to no record: it may not be there, as in what perf inject writes. */
    private void withoutJump() throws IOException {
        long found = search.next(lastEnd, at);
        if (found >= 0 && found > lastSkip) {
            long there = at;
            issues.add(
                    IssueKind.BAD_RECORD_LENGTH,
                    lastEnd,
                    () -> "the bytes that follow a record should end at " + there + "; records go on at " + found);
            truncated = true;
            lastSkip = found;
            rec += found - at;
            at = found;
        }
    }

    /** No record is here: goes on where the next ones are found, and stops when there are none. */
    private void skip(IssueKind kind, String detail) throws IOException {
        long from = at == lastEnd + jumped ? lastEnd : at;
        long found = search.next(from, end);
        if (found <= lastSkip || found == at) {
            stop(kind, detail);
            return;
        }
        truncated = true;
        long bad = at;
        issues.add(kind, bad, () -> detail + "; records go on at " + found);
        lastSkip = found;
        rec += found - at;
        at = found;
    }

    /** Nothing tells where the next record starts. */
    private void stop(IssueKind kind, String detail) {
        truncated = true;
        issues.add(kind, at, () -> detail);
        at = end;
    }

    @Override
    public void close() {
        zstd.close();
    }
}
