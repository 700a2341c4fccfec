// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.parsers.io.MalformedCaptureException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hand-made kernel of nine types, in both byte orders, and damage to it. */
class BtfTest {
    @TempDir
    Path folder;

    private static byte[] kernel(ByteOrder order) {
        ByteArrayOutputStream strings = new ByteArrayOutputStream();
        strings.write(0);
        ByteBuffer types = ByteBuffer.allocate(1_024).order(order);
        // 1: int; 2: union { int inner; } without a name; 3: struct outer { int first; union at 64; outer * at 128 }
        type(types, text(strings, "int"), 1, 0, 4).putInt(32);
        type(types, 0, 5, 1, 4);
        member(types, text(strings, "inner"), 1, 0);
        type(types, text(strings, "outer"), 4, 3, 24);
        member(types, text(strings, "first"), 1, 0);
        member(types, 0, 2, 64);
        member(types, text(strings, "next"), 4, 128);
        // 4: outer *; 5: const outer *; 6: prototype (int, outer * const); 7: function; 8: typedef
        type(types, 0, 2, 0, 3);
        type(types, 0, 10, 0, 4);
        type(types, 0, 13, 2, 0);
        types.putInt(text(strings, "n")).putInt(1).putInt(text(strings, "of")).putInt(5);
        type(types, text(strings, "walk"), 12, 0, 6);
        type(types, text(strings, "btf_trace_walked"), 8, 0, 4);
        byte[] names = strings.toByteArray();
        ByteBuffer file =
                ByteBuffer.allocate(24 + types.position() + names.length).order(order);
        file.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0).putInt(24);
        file.putInt(0).putInt(types.position()).putInt(types.position()).putInt(names.length);
        file.put(types.flip()).put(names);
        return file.array();
    }

    private static int text(ByteArrayOutputStream strings, String text) {
        int at = strings.size();
        strings.writeBytes((text + "\0").getBytes(StandardCharsets.US_ASCII));
        return at;
    }

    private static ByteBuffer type(ByteBuffer types, int name, int kind, int count, int sizeOrType) {
        return types.putInt(name).putInt((kind << 24) | count).putInt(sizeOrType);
    }

    private static void member(ByteBuffer types, int name, int type, int bits) {
        types.putInt(name).putInt(type).putInt(bits);
    }

    private Btf read(byte[] bytes) throws IOException {
        Path file = folder.resolve("btf");
        Files.write(file, bytes);
        return Btf.read(file);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void membersFunctionsAndTracepointsAreFound(boolean little) throws IOException {
        Btf btf = read(kernel(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN));
        int outer = btf.aggregate("outer").orElseThrow();
        assertThat(btf.member(outer, "first")).contains(new Btf.Member(0, 1));
        assertThat(btf.member(outer, "inner")).contains(new Btf.Member(64, 1));
        assertThat(btf.member(outer, "next")).contains(new Btf.Member(128, 4));
        assertThat(btf.member(outer, "none")).isEmpty();
        assertThat(btf.parameters("walk").orElseThrow())
                .containsExactly(new Btf.Parameter("n", 1), new Btf.Parameter("of", 5));
        assertThat(btf.pointed(5)).contains("outer");
        assertThat(btf.pointed(1)).isEmpty();
        assertThat(btf.hasFunction("walk")).isTrue();
        assertThat(btf.hasFunction("run")).isFalse();
        assertThat(btf.hasTracepoint("walked")).isTrue();
        assertThat(btf.hasTracepoint("walk")).isFalse();
    }

    @Test
    void damageIsRefusedOrRead() throws IOException {
        Random random = new Random(7);
        byte[] whole = kernel(ByteOrder.LITTLE_ENDIAN);
        int refused = 0;
        for (int trial = 0; trial < 2_000; trial++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            try {
                Btf btf = read(damaged);
                btf.aggregate("outer").ifPresent(id -> lookUp(btf, id));
                btf.parameters("walk");
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(100, 1_900);
    }

    private static void lookUp(Btf btf, int id) {
        try {
            btf.member(id, "inner");
            btf.pointed(id);
        } catch (IOException e) {
            assertThat(e).isInstanceOf(MalformedCaptureException.class);
        }
    }

    @Test
    void somethingElseIsRefused() {
        assertThatThrownBy(() -> read("not a kernel, but long enough".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessageContaining("magic");
    }
}
