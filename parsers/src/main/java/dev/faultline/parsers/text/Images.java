// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.io.Words;
import dev.faultline.parsers.text.print.Match;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The records that the lines of a chunk became, until they are handed out. One per worker. */
final class Images {
    /** Readable bytes that must follow a block's data. */
    private static final int SLACK = 8;

    /** A location word has 16 bits for the offset. */
    private static final int LONGEST = 0xffff;

    private static final int FULL = 4 << 20;

    private byte[] bytes = new byte[1 << 20];
    private int length;
    private final List<EventRecords> records = new ArrayList<>();
    private final long[] numbers = new long[RecordForm.MOST_SLOTS];
    private final long[] known = new long[RecordForm.MOST_SLOTS];

    /** The records so far. */
    List<EventRecords> records() {
        return records;
    }

    /** Whether it is time to hand them out. */
    boolean full() {
        return length > FULL;
    }

    byte[] bytes() {
        return bytes;
    }

    void clear() {
        length = 0;
        records.forEach(EventRecords::clear);
        records.clear();
    }

    /** Adds an event's records to what is handed out. */
    void register(EventRecords fresh) {
        records.add(fresh);
    }

    /** Room for a record; index where it begins. */
    private int begin(int size) {
        length = (length + 7) & ~7;
        reserve(size);
        Arrays.fill(bytes, length, length + size, (byte) 0);
        return length;
    }

    private void reserve(int more) {
        if (bytes.length - length < more + SLACK) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more + SLACK));
        }
    }

    /** Adds a record of one piece of text: a line as it stands. */
    void addText(EventRecords into, Line line, int from, int to, long rec) {
        if (into.count() == 0) {
            register(into);
        }
        int start = begin(to - from);
        System.arraycopy(line.bytes, from, bytes, start, to - from);
        length = start + to - from;
        into.add(start, to - from, line.ts);
        origins(into).add(rec, line.cpu, line.tid);
    }

    /**
     * Adds the record that a match tells.
     *
     * @return false when it does not fit into a record; nothing is added then
     */
    boolean add(TextEvent.Output output, Match match, Line line, long rec) {
        RecordForm form = output.form();
        int start = begin(form.fixed());
        length = start + form.fixed();
        long absent = common(line, start) | values(form, match, start);
        if (length - start > LONGEST) {
            length = start;
            return false;
        }
        EventRecords into = output.records(absent, this);
        into.add(start, length - start, line.ts);
        origins(into).add(rec, line.cpu, line.tid);
        return true;
    }

    private static Origins origins(EventRecords records) {
        return java.util.Objects.requireNonNull(records.origins());
    }

    private long common(Line line, int start) {
        int state = line.state();
        bytes[start] = (byte) state;
        bytes[start + 1] = (byte) (state >>> 8);
        Words.putInt(bytes, start + 4, line.tid, ByteOrder.LITTLE_ENDIAN);
        long absent = state == LatencyFlags.UNKNOWN ? 1L << RecordForm.FLAGS_BIT : 0;
        return line.tid == Origins.NONE ? absent | (1L << RecordForm.TID_BIT) : absent;
    }

    private long values(RecordForm form, Match match, int start) {
        int slots = form.slots().size();
        int numeric = form.slots().fields().size();
        long absent = slots == 0 ? 0 : -1L >>> (64 - slots);
        Arrays.fill(known, 0, numeric, 0);
        for (int i = 0; i < match.count(); i++) {
            int slot = match.slot(i);
            if (match.kind(i) == Match.Kind.BITS) {
                long mask = match.known(i) & ~known[slot];
                numbers[slot] = known[slot] == 0 ? match.value(i) & mask : numbers[slot] | (match.value(i) & mask);
                known[slot] |= mask;
            } else if (located(form, match, i, start)) {
                absent &= ~(1L << slot);
            }
        }
        for (int slot = 0; slot < numeric; slot++) {
            long mask = known[slot] == 0 ? 0 : form.slots().mask(slot);
            if (mask != 0 && (known[slot] & mask) == mask) {
                number(start + form.field(slot).offset(), form.field(slot).size(), numbers[slot]);
                absent &= ~(1L << slot);
            }
        }
        return absent;
    }

    private void number(int at, int size, long value) {
        for (int i = 0; i < size; i++) {
            bytes[at + i] = (byte) (value >>> (8 * i));
        }
    }

    /** Puts a value of variable length behind the record and its place into the location word. */
    private boolean located(RecordForm form, Match match, int i, int start) {
        int from = length;
        int element = form.field(match.slot(i)).elementSize();
        boolean read = switch (match.kind(i)) {
            case HEX_BYTES -> hexBytes(match, i);
            case NUMBERS -> numbers(match, i, element);
            case QUOTED -> quoted(match, i);
            default -> text(match, match.from(i), match.to(i));
        };
        if (!read) {
            length = from;
            return false;
        }
        int word = ((length - from) << 16) | ((from - start) & 0xffff);
        Words.putInt(bytes, start + form.field(match.slot(i)).offset(), word, ByteOrder.LITTLE_ENDIAN);
        return true;
    }

    /** A string of a probe between quotes; {@code (fault)} without them says that there is none. */
    private boolean quoted(Match match, int i) {
        int from = match.from(i);
        int to = match.to(i);
        byte[] source = match.bytes();
        boolean quotes = to - from >= 2 && source[from] == '"' && source[to - 1] == '"';
        return quotes && text(match, from + 1, to - 1);
    }

    private boolean text(Match match, int from, int to) {
        int size = to - from;
        reserve(size + 1);
        System.arraycopy(match.bytes(), from, bytes, length, size);
        bytes[length + size] = 0;
        length += size + 1;
        return true;
    }

    private boolean hexBytes(Match match, int i) {
        int high = -1;
        reserve(match.to(i) - match.from(i));
        for (int at = match.from(i); at < match.to(i); at++) {
            int digit = Character.digit(match.bytes()[at], 16);
            boolean separator = digit < 0 && high < 0;
            if (digit < 0 && !separator) {
                return false;
            } else if (!separator && high < 0) {
                high = digit;
            } else if (!separator) {
                bytes[length++] = (byte) ((high << 4) | digit);
                high = -1;
            }
        }
        return high < 0;
    }

    /** {@code {0x1,0x2}} or {@code {1,2}}. */
    private boolean numbers(Match match, int i, int element) {
        byte[] text = match.bytes();
        int at = match.from(i);
        int to = match.to(i);
        if (element < 1 || to - at < 2 || text[at] != '{' || text[to - 1] != '}') {
            return false;
        }
        String inside = new String(text, at + 1, to - at - 2, java.nio.charset.StandardCharsets.US_ASCII);
        for (String number : inside.isEmpty() ? new String[0] : inside.split(",", -1)) {
            Long value = Numbers.parse(number);
            if (value == null) {
                return false;
            }
            reserve(element);
            number(length, element, value);
            length += element;
        }
        return true;
    }
}
