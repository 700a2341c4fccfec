// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text.print;

import java.util.Arrays;

/**
 * What a text told so far: assignments of bits and of pieces of text to slots. One per thread, reused for every line;
 * going back over a wrong guess is setting {@link #count} back.
 */
public final class Match {
    /** What an assignment is. */
    public enum Kind {
        /** Bits of a number. */
        BITS,
        /** A piece of the text as it stands. */
        TEXT,
        /** A string between quotes, or {@code (fault)}. */
        QUOTED,
        /** Bytes printed as pairs of hex digits. */
        HEX_BYTES,
        /** Numbers between braces. */
        NUMBERS
    }

    private static final int FIRST = 32;

    byte[] bytes = new byte[0];
    int end;
    int count;
    /** Bits of the names read so far in one list of names. */
    long names;

    private int[] slots = new int[FIRST];
    private Kind[] kinds = new Kind[FIRST];
    private long[] first = new long[FIRST];
    private long[] second = new long[FIRST];

    /** Starts with a text: {@code bytes} up to {@code end}. */
    public void begin(byte[] text, int textEnd) {
        bytes = text;
        end = textEnd;
        count = 0;
    }

    /** Notes that the bits of {@code known} in a slot are those of {@code value}. */
    public void bits(int slot, long value, long known) {
        add(slot, Kind.BITS, value, known);
    }

    /** Notes that a slot's value is the text from {@code from} to {@code to}. */
    public void span(int slot, Kind kind, int from, int to) {
        add(slot, kind, from, to);
    }

    private void add(int slot, Kind kind, long a, long b) {
        if (count == slots.length) {
            slots = Arrays.copyOf(slots, 2 * count);
            kinds = Arrays.copyOf(kinds, 2 * count);
            first = Arrays.copyOf(first, 2 * count);
            second = Arrays.copyOf(second, 2 * count);
        }
        slots[count] = slot;
        kinds[count] = kind;
        first[count] = a;
        second[count] = b;
        count++;
    }

    /** The text. */
    public byte[] bytes() {
        return bytes;
    }

    /** Number of assignments. */
    public int count() {
        return count;
    }

    /** Slot of assignment {@code i}. */
    public int slot(int i) {
        return slots[i];
    }

    /** Kind of assignment {@code i}. */
    public Kind kind(int i) {
        return kinds[i];
    }

    /** Value of bits. */
    public long value(int i) {
        return first[i];
    }

    /** Mask of the bits that are known. */
    public long known(int i) {
        return second[i];
    }

    /** Start of a text. */
    public int from(int i) {
        return (int) first[i];
    }

    /** End of a text. */
    public int to(int i) {
        return (int) second[i];
    }

    boolean startsWith(byte[] literal, int at) {
        if (literal.length > end - at) {
            return false;
        }
        for (int i = 0; i < literal.length; i++) {
            if (bytes[at + i] != literal[i]) {
                return false;
            }
        }
        return true;
    }
}
