// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Bytes worked out by hand from the kernel's {@code struct ring_buffer_event} and {@code struct buffer_data_page}. */
class SubBufferWriterTest {
    private static String hex(byte[] bytes, int from, int to) {
        return HexFormat.of().formatHex(bytes, from, to);
    }

    @Test
    void littleEndianWordHasTheTypeInItsLowBits() {
        byte[] page = new byte[64];
        SubBufferWriter writer = new SubBufferWriter(Machine.LE64, 64);
        writer.begin(page, 0, 0x1122334455667788L, SubBufferWriter.NOTHING_LOST);
        assertThat(writer.append(0x112233445566778aL, new byte[] {1, 2, 3, 4, 5}, 5))
                .isTrue();
        writer.end();
        // time stamp, commit 12, word type_len 2 and delta 2, payload rounded up to 8
        assertThat(hex(page, 0, 32))
                .isEqualTo("8877665544332211" + "0c00000000000000" + "42000000" + "0102030405000000" + "00000000");
    }

    @Test
    void bigEndianWordHasTheTypeInItsHighBits() {
        byte[] page = new byte[64];
        SubBufferWriter writer = new SubBufferWriter(Machine.BE32, 64);
        writer.begin(page, 0, 5, SubBufferWriter.NOTHING_LOST);
        assertThat(writer.append(7, new byte[] {1, 2, 3, 4, 5}, 5)).isTrue();
        writer.end();
        assertThat(hex(page, 0, 28))
                .isEqualTo("0000000000000005" + "0000000c" + "10000002" + "0102030405000000" + "00000000");
    }

    @Test
    void longRecordsHaveTheirLengthInAWordOfItsOwn() {
        byte[] page = new byte[252];
        SubBufferWriter writer = new SubBufferWriter(Machine.LE64, 252);
        writer.begin(page, 0, 0, SubBufferWriter.NOTHING_LOST);
        assertThat(writer.append(0, new byte[112], 112)).isTrue();
        assertThat(writer.append(1, new byte[113], 113)).isFalse();
        assertThat(writer.append(1, new byte[109], 109)).isTrue();
        assertThat(hex(page, 16, 20)).isEqualTo("1c000000");
        writer.begin(page, 0, 0, SubBufferWriter.NOTHING_LOST);
        assertThat(writer.append(1, new byte[113], 113)).isTrue();
        assertThat(hex(page, 16, 24)).isEqualTo("20000000" + "78000000");
    }

    @Test
    void largeDeltasAndStepsBack() {
        byte[] page = new byte[256];
        SubBufferWriter writer = new SubBufferWriter(Machine.LE64, 256);
        long start = 1L << 40;
        writer.begin(page, 0, start, SubBufferWriter.NOTHING_LOST);
        writer.append(start + (1L << 27) + 3, new byte[4], 4);
        // time extend: type 30, low 27 bits 3, then the high bits; the record itself has delta 0
        assertThat(hex(page, 16, 32)).isEqualTo("7e000000" + "01000000" + "01000000" + "00000000");
        writer.append(start, new byte[4], 4);
        // time stamp: type 31, the whole time
        assertThat(hex(page, 32, 48)).isEqualTo("1f000000" + "00200000" + "01000000" + "00000000");
    }

    @Test
    void marksOfLoss() {
        byte[] page = new byte[64];
        SubBufferWriter writer = new SubBufferWriter(Machine.BE64, 64);
        writer.begin(page, 0, 0, SubBufferWriter.LOST_UNCOUNTED);
        writer.append(0, new byte[4], 4);
        writer.end();
        assertThat(hex(page, 8, 16)).isEqualTo("0000000080000008");
        writer.begin(page, 0, 0, 513);
        writer.append(0, new byte[4], 4);
        writer.end();
        assertThat(hex(page, 8, 32)).isEqualTo("00000000c0000008" + "08000000" + "00000000" + "0000000000000201");
    }

    @Test
    void theCountOfALossKeepsItsRoom() {
        byte[] page = new byte[64];
        SubBufferWriter writer = new SubBufferWriter(Machine.LE64, 64);
        writer.begin(page, 0, 0, 1);
        assertThat(writer.append(0, new byte[40], 40)).isFalse();
        assertThat(writer.append(0, new byte[36], 36)).isTrue();
        writer.fill();
        writer.end();
        assertThat(hex(page, 56, 64)).isEqualTo("0100000000000000");
    }

    @Test
    void paddingNeverHasDeltaZero() {
        byte[] page = new byte[64];
        SubBufferWriter writer = new SubBufferWriter(Machine.LE32, 64);
        writer.begin(page, 0, 100, SubBufferWriter.NOTHING_LOST);
        assertThat(writer.discarded(100, new byte[] {9, 9, 9, 9}, 4)).isTrue();
        assertThat(writer.lastTs()).isEqualTo(101);
        assertThat(hex(page, 12, 24)).isEqualTo("3d000000" + "08000000" + "09090909");
    }

    @Test
    void aRecordLargerThanASubBufferIsRefused() throws IOException {
        TraceDatSpec spec = TraceDatSpec.of(Machine.LE64).subBufferSize(1024);
        TraceDatWriter.bytes(
                spec,
                capture -> assertThatThrownBy(() -> capture.cpu(0).record(1, new byte[1024], 1024))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("1024"));
    }

    @Test
    void hexdump() {
        byte[] bytes = "tracing 0123456789\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(Hexdump.of(bytes)).isEqualTo("""
                        00000000  74 72 61 63 69 6e 67 20 30 31 32 33 34 35 36 37  tracing 01234567
                        00000010  38 39 0a                                         89.
                        """);
    }
}
