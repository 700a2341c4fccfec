// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What holds for bytes wherever they are kept. */
abstract class BytesContract {
    private static final byte[] CONTENT = HexFormat.of().parseHex("0180ff7f8081828384858687616200ff");

    /** {@code content} as bytes named {@code part}. */
    abstract Bytes bytes(byte[] content, ByteOrder order) throws IOException;

    private Bytes little() throws IOException {
        return bytes(CONTENT, ByteOrder.LITTLE_ENDIAN);
    }

    private Bytes big() throws IOException {
        return bytes(CONTENT, ByteOrder.BIG_ENDIAN);
    }

    @Test
    void readsUnsignedAndSignedNumbersInBothOrders() throws IOException {
        assertThat(little().u8(1)).isEqualTo(0x80);
        assertThat(little().u16(0)).isEqualTo(0x8001);
        assertThat(big().u16(0)).isEqualTo(0x0180);
        assertThat(little().u32(1)).isEqualTo(0x807fff80L);
        assertThat(big().u32(1)).isEqualTo(0x80ff7f80L);
        assertThat(little().s32(1)).isEqualTo(0x807fff80);
        assertThat(little().u64(4)).isEqualTo(0x8786858483828180L);
        assertThat(big().u64(4)).isEqualTo(0x8081828384858687L);
    }

    @Test
    void readsTheLastByteAndNotTheOneBehind() throws IOException {
        assertThat(little().u8(15)).isEqualTo(0xff);
        assertThatThrownBy(() -> little().u8(16)).isInstanceOf(MalformedCaptureException.class);
        assertThatThrownBy(() -> little().u64(9)).isInstanceOf(MalformedCaptureException.class);
        assertThatThrownBy(() -> little().u16(-1)).isInstanceOf(MalformedCaptureException.class);
        assertThatThrownBy(() -> little().u32(Long.MAX_VALUE)).isInstanceOf(MalformedCaptureException.class);
    }

    @Test
    void readsTextUpToItsNul() throws IOException {
        assertThat(little().cString(12, 8)).isEqualTo("ab");
        assertThatThrownBy(() -> little().cString(12, 2))
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessageContaining("no NUL within 2 bytes");
        assertThatThrownBy(() -> little().cString(15, 8)).isInstanceOf(MalformedCaptureException.class);
    }

    @Test
    void aSliceHasItsOwnBoundsAndTheFilesOffsets() throws IOException {
        Bytes slice = little().slice("inner", 4, 8);
        assertThat(slice.length()).isEqualTo(8);
        assertThat(slice.u8(0)).isEqualTo(0x80);
        assertThat(slice.fileOffset(3)).isEqualTo(7);
        assertThat(slice.slice("deep", 2, 2).fileOffset(1)).isEqualTo(7);
        assertThat(slice.place()).endsWith("inner");
        assertThat(slice.withOrder(ByteOrder.BIG_ENDIAN).u64(0)).isEqualTo(0x8081828384858687L);
        assertThatThrownBy(() -> slice.u8(8)).isInstanceOf(MalformedCaptureException.class);
        assertThatThrownBy(() -> little().slice("outer", 4, 13)).isInstanceOf(MalformedCaptureException.class);
        assertThatThrownBy(() -> little().slice("huge", 4, -1)).isInstanceOf(MalformedCaptureException.class);
    }

    @Test
    void aCursorMovesByWhatItRead() throws IOException {
        Cursor cursor = new Cursor(big(), 0);
        assertThat(cursor.u8()).isEqualTo(1);
        assertThat(cursor.u16()).isEqualTo(0x80ff);
        assertThat(cursor.u32()).isEqualTo(0x7f808182L);
        assertThat(cursor.at()).isEqualTo(7);
        cursor.skip(5);
        assertThat(cursor.cString(4)).isEqualTo("ab");
        assertThat(cursor.remaining()).isEqualTo(1);
        assertThatThrownBy(() -> cursor.skip(2)).isInstanceOf(MalformedCaptureException.class);
    }

    @Test
    void aRefusalSaysFilePlaceOffsetFoundAndExpected() {
        assertThatThrownBy(() -> little().slice("inner", 4, 8).u64(4))
                .isInstanceOfSatisfying(MalformedCaptureException.class, e -> {
                    assertThat(e.offset()).isEqualTo(8);
                    assertThat(e.place()).endsWith("inner");
                    assertThat(e.found()).isEqualTo("4 of 8 bytes left");
                    assertThat(e.expected()).isEqualTo("8 bytes of 8 bytes");
                });
    }
}
