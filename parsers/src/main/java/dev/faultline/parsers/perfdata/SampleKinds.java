// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.io.Words;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Numbers what many samples of a tracepoint have in common (docs/decisions/0005-samples-of-tracepoints.md): everything but
 * the time and the payload. One per worker; the numbers come from a counter that all workers of a scan share.
 */
final class SampleKinds {
    /** Kinds remembered; beyond that they are forgotten and numbered anew, which only costs rows. */
    private static final int MOST = 1 << 16;

    private static final int MISC = 4;

    private final AtomicInteger next;
    private final Map<Key, Integer> known = new HashMap<>();
    /** By event what its last sample had, as words with header and time left out, and the number of that. */
    private final long[][] last;

    private final int[] lastKind;
    private boolean fresh;

    SampleKinds(int events, AtomicInteger next) {
        this.next = next;
        this.last = new long[events][0];
        this.lastKind = new int[events];
    }

    /**
     * Number of the kind of the sample at {@code at}.
     *
     * @param time offset of TIME in the sample, negative without it
     * @param end offset behind the parts that a kind consists of
     */
    int of(int event, byte[] block, int at, int time, int end) {
        fresh = false;
        if (same(last[event], block, at, time, end)) {
            return lastKind[event];
        }
        byte[] key = key(event, block, at, time, end);
        @Nullable Integer kind = known.get(new Key(key));
        if (kind == null) {
            if (known.size() >= MOST) {
                known.clear();
            }
            kind = next.getAndIncrement();
            known.put(new Key(key), kind);
            fresh = true;
        }
        last[event] = words(block, at, time, end);
        lastKind[event] = kind;
        return kind;
    }

    /** Whether the last answer of {@link #of} is a new number. */
    boolean fresh() {
        return fresh;
    }

    /** Bytes as a key of a map. */
    @SuppressWarnings("ArrayRecordComponent") // compared by content
    private record Key(byte[] bytes) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Arrays.equals(bytes, key.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** Every part is a word: comparing them one by one is cheaper here than comparing arrays. */
    private static boolean same(long[] before, byte[] block, int at, int time, int end) {
        if (before.length * Long.BYTES != end || before[0] != Words.leShort(block, at + MISC)) {
            return false;
        }
        for (int i = 1; i < before.length; i++) {
            int part = i * Long.BYTES;
            if (part != time && before[i] != Words.leLong(block, at + part)) {
                return false;
            }
        }
        return true;
    }

    private static long[] words(byte[] block, int at, int time, int end) {
        long[] words = new long[end / Long.BYTES];
        words[0] = Words.leShort(block, at + MISC);
        for (int i = 1; i < words.length; i++) {
            words[i] = i * Long.BYTES == time ? 0 : Words.leLong(block, at + i * Long.BYTES);
        }
        return words;
    }

    /** The sample's fixed parts without time and size; the event takes the place of the type, which is the same always. */
    private static byte[] key(int event, byte[] block, int at, int time, int end) {
        byte[] key = Arrays.copyOfRange(block, at, at + end);
        key[0] = (byte) event;
        key[1] = (byte) (event >>> 8);
        key[2] = (byte) (event >>> 16);
        Arrays.fill(key, MISC + 2, RecordType.HEADER, (byte) 0);
        if (time >= 0) {
            Arrays.fill(key, time, time + 8, (byte) 0);
        }
        return key;
    }
}
