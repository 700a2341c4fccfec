// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 ns",
        "999, 999 ns",
        "1000, 1.00 µs",
        "9994, 9.99 µs",
        "9996, 10.0 µs",
        "99960, 100 µs",
        "999499, 999 µs",
        "999500, 1.00 ms",
        "5279022, 5.28 ms",
        "999499999, 999 ms",
        "999500000, 1.00 s",
        "61234567890, 61.2 s",
        "-1500, -1.50 µs"
    })
    void durationsHaveThreeDigits(long ns, String text) {
        assertThat(Unit.NANOSECONDS.text(ns)).isEqualTo(text);
    }

    @Test
    void countsAreGroupedInAnyLocale() {
        assertThat(Unit.COUNT.text(1234567)).isEqualTo("1,234,567");
        assertThat(Unit.PAGES.text(1024)).isEqualTo("1,024 pages");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "500, 500 ns", "2000, 2 µs", "50000000, 50 ms", "1000000000, 1 s"})
    void ticksAreRound(long ns, String text) {
        assertThat(Unit.NANOSECONDS.tick(ns)).isEqualTo(text);
    }

    @Test
    void anUnknownUnitIsRefused() {
        assertThatThrownBy(() -> Unit.named("furlongs"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown unit: furlongs");
    }
}
