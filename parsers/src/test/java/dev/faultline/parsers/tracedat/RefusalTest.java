// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.samples.write.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Files that cannot be understood at all are refused with place, found and expected. */
class RefusalTest {
    private static void assertRefused(byte[] content, String... words) {
        assertThatThrownBy(() -> Written.read(content))
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void otherFiles() {
        assertRefused(new byte[0], "an empty file", "trace.dat");
        assertRefused("\177ELF....".getBytes(StandardCharsets.ISO_8859_1), "first bytes 7f 45 4c 46", "trace.dat");
    }

    @Test
    void headersThatCannotBe() throws IOException {
        byte[] whole = Written.bytes(Written.spec(), 1);
        assertRefused(Arrays.copyOf(whole, 14), "header", "4 bytes");
        assertRefused(Written.with(whole, 10, (byte) '9'), "version \"9\"", "expected 6 or 7");
        assertRefused(Written.with(whole, 12, (byte) 2), "byte order 2");
        assertRefused(Written.with(whole, 14, (byte) 1, (byte) 0), "page size 1");
        assertRefused(Written.with(whole, 18, (byte) 'l'), "compression \"lone\"", "none, zlib or zstd");
    }

    @Test
    void noLayoutOfSubBuffers() throws IOException {
        byte[] whole = Written.bytes(Written.spec().version(6), 1);
        int size = Written.find(whole, "header_page") + 12;
        assertRefused(Written.with(whole, size, new byte[8]), "2.6.30", "not supported");
        assertRefused(Written.replace(whole, "commit;", "c0mmit;"), "header_page text without usable commit");
        assertRefused(Written.replace(whole, "header_page", "header_pago"), "\"header_pago\"");
        byte[] cut = Arrays.copyOf(Written.bytes(Written.spec(), 1), 200);
        assertRefused(cut, "header_page");
    }

    @Test
    void bigEndianHeadersAreReadInTheirOrder() throws IOException {
        byte[] whole = dev.faultline.samples.write.TraceDatWriter.bytes(
                dev.faultline.samples.write.TraceDatSpec.of(Machine.BE32).subBufferSize(8192), capture -> {});
        assertRefused(Written.with(whole, 14, (byte) 0x01), "page size 16785408");
    }
}
