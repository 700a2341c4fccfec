// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.io.Words;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SampleKindsTest {
    /** Header, ip, pid and tid, time: a sample whose fixed parts end at 32. */
    private static final int END = 32;

    private static final int TIME = 24;

    private final AtomicInteger next = new AtomicInteger();
    private final SampleKinds kinds = new SampleKinds(3, next);

    private static byte[] sample(int at, int misc, long ip, long thread, long time) {
        byte[] block = new byte[at + END + 8];
        Words.putInt(block, at, 9, ByteOrder.LITTLE_ENDIAN);
        Words.putShort(block, at + 4, misc, ByteOrder.LITTLE_ENDIAN);
        Words.putShort(block, at + 6, (int) time, ByteOrder.LITTLE_ENDIAN);
        Words.putLeLong(block, at + 8, ip);
        Words.putLeLong(block, at + 16, thread);
        Words.putLeLong(block, at + TIME, time);
        return block;
    }

    private int kind(int event, int misc, long ip, long thread, long time) {
        return kinds.of(event, sample(16, misc, ip, thread, time), 16, TIME, END);
    }

    @Test
    void onlyTimeAndSizeMayDiffer() {
        assertThat(kind(0, 1, 10, 20, 30)).isEqualTo(0);
        assertThat(kinds.fresh()).isTrue();
        assertThat(kind(0, 1, 10, 20, 31)).isEqualTo(0);
        assertThat(kinds.fresh()).isFalse();
        assertThat(kind(0, 2, 10, 20, 30)).isEqualTo(1);
        assertThat(kind(0, 1, 11, 20, 30)).isEqualTo(2);
        assertThat(kind(0, 1, 10, 21, 30)).isEqualTo(3);
        assertThat(kind(1, 1, 10, 20, 30)).isEqualTo(4);
        assertThat(kinds.fresh()).isTrue();
    }

    @Test
    void kindsAreKnownAgainAfterOthers() {
        assertThat(kind(0, 1, 10, 20, 30)).isEqualTo(0);
        assertThat(kind(0, 1, 10, 21, 31)).isEqualTo(1);
        assertThat(kind(2, 1, 10, 20, 32)).isEqualTo(2);
        assertThat(kind(0, 1, 10, 20, 33)).isEqualTo(0);
        assertThat(kinds.fresh()).isFalse();
        assertThat(kind(0, 1, 10, 21, 34)).isEqualTo(1);
        assertThat(kinds.fresh()).isFalse();
        assertThat(next.get()).isEqualTo(3);
    }

    @Test
    void withoutTimeEveryPartCounts() {
        byte[] sample = sample(0, 1, 10, 20, 30);
        assertThat(kinds.of(0, sample, 0, -1, END)).isEqualTo(0);
        assertThat(kinds.of(0, sample(0, 1, 10, 20, 30), 0, -1, END)).isEqualTo(0);
        assertThat(kinds.of(0, sample(0, 1, 10, 20, 31), 0, -1, END)).isEqualTo(1);
        assertThat(kinds.fresh()).isTrue();
    }

    @Test
    void workersNumberFromOneCounterAndForgottenKindsAnew() {
        SampleKinds other = new SampleKinds(3, next);
        assertThat(kind(0, 1, 10, 20, 30)).isEqualTo(0);
        assertThat(other.of(0, sample(0, 1, 10, 20, 30), 0, TIME, END)).isEqualTo(1);
        for (int i = 1; i < 1 << 16; i++) {
            assertThat(kind(0, 1, 10, 20 + i, 30)).isEqualTo(1 + i);
        }
        assertThat(kind(0, 1, 10, 20, 30)).isEqualTo(0);
        assertThat(kind(0, 1, 9, 20, 30)).isEqualTo((1 << 16) + 1);
        assertThat(kind(0, 1, 10, 20, 30)).isEqualTo((1 << 16) + 2);
        assertThat(kinds.fresh()).isTrue();
    }
}
