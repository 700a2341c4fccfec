// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.ringbuffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.capture.LostEvents;
import dev.faultline.parsers.capture.Selection;
import java.nio.ByteOrder;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sub-buffers written by hand from Linux kernel/trace/ring_buffer.c. */
class SubBufferReaderTest {
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
    private static final ByteOrder BE = ByteOrder.BIG_ENDIAN;

    /** ts 1000; records at +0, +5 and +5+3, the last one of the long form. */
    private static final String LE64 = """
            e803000000000000                   | time stamp 1000
            2800000000000000                   | commit 40
            02000000 0700 0000 2a000000        | type_len 2, delta 0: event 7, pid 42
            a2000000 0700 0000 2b000000        | type_len 2, delta 5
            60000000 0c000000 0700 0000 2a000000 | type_len 0, delta 3, length 12: payload 8
            """;

    @Test
    void readsLittleEndian64() throws Exception {
        Page.Found found = Page.scan(LE, 8, 128, LE64);
        assertThat(found.records()).containsExactly("1000@20+8", "1005@32+8", "1008@48+8");
        assertThat(found.issues()).isEmpty();
        assertThat(found.losses()).isEmpty();
        assertThat(found.walked()).isEqualTo(3);
    }

    @Test
    void readsBigEndian32() throws Exception {
        Page.Found found = Page.scan(BE, 4, 128, """
                00000000000003e8                   | time stamp 1000
                00000028                           | commit 40
                10000000 0007 0000 0000002a        | type_len 2, delta 0
                10000005 0007 0000 0000002b        | type_len 2, delta 5
                08000003 0007 0000                 | type_len 1, delta 3: payload 4
                07ffffff 00000004                  | type_len 0, delta 2^27 - 1, length 4: no payload
                """);
        assertThat(found.records()).containsExactly("1000@16+8", "1005@28+8", "1008@40+4");
        assertThat(found.kinds()).containsExactly("EMPTY_RECORD");
    }

    @Test
    void readsLittleEndian32AndBigEndian64() throws Exception {
        assertThat(Page.scan(LE, 4, 64, "e803000000000000 08000000 41000000 07000000")
                        .records())
                .containsExactly("1002@16+4");
        assertThat(Page.scan(BE, 8, 64, "00000000000003e8 0000000000000008 08000002 00070000")
                        .records())
                .containsExactly("1002@20+4");
    }

    @Test
    void aTimeExtendHas59Bits() throws Exception {
        Page.Found found = Page.scan(LE, 8, 128, """
                e803000000000000 1800000000000000
                5e000000 ffffffff                  | time extend: low 2, high 2^32 - 1
                21000000 07000000                  | delta 1
                01000000 07000000
                """);
        long extended = 1000 + (0xffffffffL << 27) + 2;
        assertThat(found.records()).containsExactly((extended + 1) + "@28+4", (extended + 1) + "@36+4");
    }

    @Test
    void anAbsoluteStampTakesItsTopBitsFromTheTimeBefore() throws Exception {
        Page.Found found = Page.scan(LE, 8, 128, """
                00000000000000f8 1000000000000000  | time stamp 0xf8 << 56
                ff000000 02000000                  | time stamp: low 7, high 2
                21000000 07000000                  | delta 1
                """);
        assertThat(found.records()).containsExactly(((0xf8L << 56) + (2L << 27) + 8) + "@28+4");
        Page.Found plain =
                Page.scan(LE, 8, 128, "e803000000000000 1000000000000000 ff000000 02000000 21000000 07000000");
        assertThat(plain.records()).containsExactly(((2L << 27) + 8) + "@28+4");
    }

    @Test
    void discardedEventsPassTimeAndNothingElse() throws Exception {
        Page.Found found = Page.scan(LE, 8, 128, """
                e803000000000000 2000000000000000
                5d010000 0c000000 0700 0000 2a000000 | padding with length 12, delta 10
                41000000 07000000                  | delta 2
                bd000000 04000000                  | padding with length 4, delta 5
                """);
        assertThat(found.records()).containsExactly("1012@36+4");
        assertThat(found.issues()).isEmpty();
    }

    @Test
    void missedEventsBelongBeforeTheFirstRecordOfTheirSubBuffer() throws Exception {
        Page.Found found = Page.scan(
                LE,
                8,
                64,
                "e803000000000000 08000080 00000000 01000000 07000000",
                "e903000000000000 08000000 00000000 01000000 07000000",
                "ea03000000000000 080000c0 00000000 41000000 07000000 1100000000000000",
                "eb03000000000000 00000080 00000000",
                "ec03000000000000 00000080 00000000");
        assertThat(found.records()).containsExactly("1000@20+4", "1001@84+4", "1004@148+4");
        assertThat(found.losses())
                .containsExactly(
                        new LostEvents(3, 1, null, 1000L, null),
                        new LostEvents(3, 1, 1001L, 1004L, 17L),
                        new LostEvents(3, 1, 1004L, null, null),
                        new LostEvents(3, 1, 1004L, null, null));
        assertThat(found.issues()).isEmpty();
    }

    @Test
    void aStoredCountHasTheKernelsLong() throws Exception {
        Page.Found found = Page.scan(BE, 4, 64, "00000000000003e8 c0000008 08000002 00070000 fffffffe");
        assertThat(found.losses()).containsExactly(new LostEvents(3, 1, null, 1002L, 0xfffffffeL));
    }

    @Test
    void aStoredCountThatDoesNotFitIsUnknown() throws Exception {
        Page.Found found = Page.scan(LE, 8, 24, "e803000000000000 080000c0 00000000 01000000 07000000");
        assertThat(found.losses()).containsExactly(new LostEvents(3, 1, null, 1000L, null));
    }

    @Test
    void damageEndsItsSubBufferAndIsAGap() throws Exception {
        Page.Found found = Page.scan(
                LE,
                8,
                64,
                "e803000000000000 1000000000000000 01000000 07000000 09000000 07000000 | overruns the data",
                "f003000000000000 0800000000000000 01000000 07000000");
        assertThat(found.records()).containsExactly("1000@20+4", "1008@84+4");
        assertThat(found.kinds()).containsExactly("RECORD_OVERRUN");
        assertThat(found.issues().get(0).offset()).isEqualTo(24);
        assertThat(found.issues().get(0).detail()).isEqualTo("record of 40 bytes, at most 8 are left in the data");
        assertThat(found.losses()).containsExactly(new LostEvents(3, 1, 1000L, 1008L, null));
    }

    @Test
    void everyOtherDamageHasItsName() throws Exception {
        String head = "e803000000000000 ";
        assertThat(Page.scan(LE, 8, 64, head + "0800000000000000 00000000 00000000")
                        .kinds())
                .containsExactly("ZERO_FILLED");
        assertThat(Page.scan(LE, 8, 64, head).kinds()).isEmpty();
        assertThat(Page.scan(LE, 8, 64, "").kinds()).containsExactly("ZERO_FILLED");
        assertThat(Page.scan(LE, 8, 64, head + "0800000000000000 20000000 03000000")
                        .kinds())
                .containsExactly("BAD_RECORD_LENGTH");
        assertThat(Page.scan(LE, 8, 64, head + "0800000000000000 1d000000 00000000")
                        .kinds())
                .containsExactly("EARLY_PADDING");
        assertThat(Page.scan(LE, 8, 64, head + "3100000000000000 0b000000").kinds())
                .containsExactly("BAD_COMMIT");
        assertThat(Page.scan(LE, 8, 64, head + "0400000000000000 1e000000").kinds())
                .containsExactly("RECORD_OVERRUN");
        assertThat(Page.scan(
                                LE,
                                8,
                                64,
                                head + "0800000000000000 01000000 07000000",
                                "e703000000000000 0800000000000000 01000000 07000000")
                        .kinds())
                .containsExactly("TIME_BACKWARDS");
        byte[] cut = Page.bytes(30, head + "1000000000000000 01000000 07000000 01000000");
        Page.Found found = Page.scan(LE, 8, Selection.everything(), Page.memory(64, cut));
        assertThat(found.kinds()).containsExactly("SHORT_SUB_BUFFER", "RECORD_OVERRUN");
        assertThat(found.records()).containsExactly("1000@20+4");
    }

    @Test
    void aSelectionTakesRecordsAndLeavesEverythingElseAsItIs() throws Exception {
        Selection all = Selection.everything();
        Selection window = new Selection(all.events(), 1005, 1005, null, null);
        assertThat(Page.scan(LE, 8, 128, window, LE64).records()).containsExactly("1005@32+8");
        Selection tids = new Selection(all.events(), 0, 2000, null, Set.of(43, 44));
        assertThat(Page.scan(LE, 8, 128, tids, LE64).records()).containsExactly("1005@32+8");
        Selection otherCpu = new Selection(all.events(), 0, 2000, Set.of(2), null);
        assertThat(Page.scan(LE, 8, 128, otherCpu, LE64).walked()).isZero();
        Page.Found none = Page.scan(LE, 8, 128, all.withEvents(schema -> false), LE64);
        assertThat(none.records()).isEmpty();
        assertThat(none.walked()).isEqualTo(3);
    }
}
