// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values by names that are looked up as pieces of a line, without making a string. */
final class NameTable<V> {
    private byte[][] keys = new byte[256][];
    private Object[] values = new Object[256];
    private int size;

    /** The value of a name; {@code null} when there is none. */
    @SuppressWarnings("unchecked") // only put() fills the array
    @Nullable
    V get(byte[] bytes, int from, int to) {
        int mask = keys.length - 1;
        for (int i = hash(bytes, from, to) & mask; keys[i] != null; i = (i + 1) & mask) {
            if (Arrays.equals(keys[i], 0, keys[i].length, bytes, from, to)) {
                return (V) values[i];
            }
        }
        return null;
    }

    /** Adds a name that is not there yet. */
    void put(byte[] name, V value) {
        if (2 * ++size > keys.length) {
            grow();
        }
        place(name, value);
    }

    private void place(byte[] name, Object value) {
        int mask = keys.length - 1;
        int i = hash(name, 0, name.length) & mask;
        while (keys[i] != null) {
            i = (i + 1) & mask;
        }
        keys[i] = name;
        values[i] = value;
    }

    private void grow() {
        byte[][] oldKeys = keys;
        Object[] oldValues = values;
        keys = new byte[2 * oldKeys.length][];
        values = new Object[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null) {
                place(oldKeys[i], oldValues[i]);
            }
        }
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 17;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ (hash >>> 15);
    }
}
