// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.chart.Axis;
import dev.faultline.analysis.chart.Unit;
import dev.faultline.analysis.chart.render.Ticks.Tick;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {
    @Test
    void aTimeAxisUsesOneUnit() {
        Axis axis = new Axis("time", Unit.NANOSECONDS, Axis.Scale.LINEAR, -40_000_000, 2_040_000_000);
        assertThat(Ticks.linear(axis)).extracting(Tick::label).containsExactly("0.0", "0.5", "1.0", "1.5", "2.0");
        assertThat(Ticks.label(axis)).isEqualTo("time (s)");
    }

    @Test
    void aShortSpanFarFromZeroHasEnoughDecimals() {
        Axis axis = new Axis("time", Unit.NANOSECONDS, Axis.Scale.LINEAR, 3_000_000_000L, 3_000_100_000L);
        assertThat(Ticks.linear(axis))
                .extracting(Tick::label)
                .containsExactly("3.00000", "3.00002", "3.00004", "3.00006", "3.00008", "3.00010");
    }

    @Test
    void manyDecadesAreLabelledAtTheirPowersOnly() {
        assertThat(Ticks.decades(Unit.NANOSECONDS, 1_000, 1_000_000_000))
                .filteredOn(Tick::major)
                .extracting(Tick::label)
                .containsExactly("1 µs", "10 µs", "100 µs", "1 ms", "10 ms", "100 ms", "1 s");
    }

    @Test
    void fewDecadesAreLabelledAtOneTwoAndFive() {
        assertThat(Ticks.decades(Unit.COUNT, 1, 30))
                .filteredOn(Tick::major)
                .extracting(Tick::label)
                .containsExactly("1", "2", "5", "10", "20");
    }

    @Test
    void closeLabelsAreMovedApartUpwards() {
        List<Tick> close = List.of(new Tick(1, "a", true), new Tick(1.1, "b", true), new Tick(9, "c", true));
        assertThat(Ticks.spread(close, 2)).containsExactly(1.0, 3.0, 9.0);
    }
}
