// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {
    @Test
    void plainTextStays() {
        assertThat(Visible.text("kworker/u8:1-events_unbound")).isEqualTo("kworker/u8:1-events_unbound");
        assertThat(Visible.text("שלום µ 漢字 😀")).isEqualTo("שלום µ 漢字 😀");
    }

    @Test
    void whatCannotBeSeenIsShown() {
        assertThat(Visible.text("a\u0000b")).isEqualTo("aU+0000b");
        assertThat(Visible.text("gpj.\u202Eexe")).isEqualTo("gpj.U+202Eexe");
        assertThat(Visible.text("\u2066x\u2069")).isEqualTo("U+2066xU+2069");
        assertThat(Visible.text("esc\u001b[31m")).isEqualTo("escU+001B[31m");
        assertThat(Visible.text("\uD800")).isEqualTo("U+D800");
        assertThat(Visible.text("x\uFFFEy\uFEFF")).isEqualTo("xU+FFFEyU+FEFF");
        assertThat(Visible.text(new String(Character.toChars(0xE0001)))).isEqualTo("U+E0001");
    }

    @Test
    void lineBreaksBecomeSpaces() {
        assertThat(Visible.text("one\ntwo\tthree\r")).isEqualTo("one two threeU+000D");
    }
}
