// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times, windows and number lists as people write them. */
class ArgumentsTest {
    @ParameterizedTest
    @CsvSource({
        "812034561000, 812034561000",
        "812.034561, 812034561000",
        "0.000000001, 1",
        "558965.707217, 558965707217000",
        "5ms, 5000000",
        "1.5us, 1500",
        "1.5µs, 1500",
        "2s, 2000000000",
        "7ns, 7",
        "0.1ns, 0",
        "9223372036.854775807, 9223372036854775807",
    })
    void timesBecomeNanosecondsWithoutRounding(String text, long nanoseconds) {
        assertThat(TimePoint.nanoseconds("--from", text)).isEqualTo(nanoseconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "now", "-1", "1e9", "5 ms", "5h", "0x10", "9223372036.854775808", "99999999999999999999"})
    void otherTextIsNoTime(String text) {
        assertThatThrownBy(() -> TimePoint.nanoseconds("--from", text))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--from: '" + text + "' is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0±5ms", "2.0+-5ms", "2.0+/-5ms"})
    void aroundIsAWindow(String text) {
        assertThat(TimeWindow.of(null, null, text)).isEqualTo(new TimeWindow(1_995_000_000L, 2_005_000_000L));
    }

    @Test
    void windowsAreWholeWithoutOptions() {
        assertThat(TimeWindow.of(null, null, null)).isEqualTo(new TimeWindow(Long.MIN_VALUE, Long.MAX_VALUE));
        assertThat(TimeWindow.of("1s", null, null)).isEqualTo(new TimeWindow(1_000_000_000L, Long.MAX_VALUE));
        assertThat(TimeWindow.of(null, null, "1s+-9223372036854775807")).isEqualTo(new TimeWindow(0, Long.MAX_VALUE));
        assertThatThrownBy(() -> TimeWindow.of("1s", null, "1s+-1ms")).hasMessageContaining("leave out --from");
    }

    @Test
    void numbersAreListsAndRanges() {
        assertThat(NumberSet.parse("--cpu", "0,2-4, 2")).containsExactly(0, 2, 3, 4);
        for (String wrong : new String[] {"", "a", "1-", "3-1", "0-999999999", "-1", "12345678901"}) {
            assertThatThrownBy(() -> NumberSet.parse("--cpu", wrong)).isInstanceOf(UsageException.class);
        }
    }

    @Test
    void exitCodesAreTheDocumentedOnes() {
        assertThat(ExitCode.values()).extracting(ExitCode::code).containsExactly(0, 1, 2, 3, 4, 70);
    }
}
