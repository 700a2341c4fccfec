// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import dev.faultline.analysis.chart.Axis.Scale;
import dev.faultline.analysis.store.SqlFile;
import java.util.Locale;

/**
 * What a chart's front matter says of an axis.
 *
 * @param label words on it
 * @param unit unit of its values
 * @param scale how values are laid out
 * @param sinceStart whether values are times on the trace clock, shown since the capture's first event
 */
record AxisSpec(String label, Unit unit, Scale scale, boolean sinceStart) {
    /** The whole, of which a share is a part. */
    static final long WHOLE = 1_000_000_000;

    /** Time since the first event. */
    static AxisSpec time(String label) {
        return new AxisSpec(label, Unit.NANOSECONDS, Scale.LINEAR, true);
    }

    /** {@code x}, {@code x-unit} (else it is time) and {@code x-scale} (linear, log or lanes; else linear). */
    static AxisSpec x(SqlFile file) {
        String unit = file.value("x-unit").orElse("");
        return unit.isEmpty() && file.value("x-scale").isEmpty()
                ? time(file.required("x"))
                : new AxisSpec(
                        file.required("x"), Unit.named(unit.isEmpty() ? "count" : unit), scale(file, "x-scale"), false);
    }

    /** {@code y}, {@code unit} and {@code y-scale} (linear, log or lanes; else linear). */
    static AxisSpec y(SqlFile file) {
        return new AxisSpec(file.required("y"), Unit.named(file.required("unit")), scale(file, "y-scale"), false);
    }

    private static Scale scale(SqlFile file, String key) {
        return file.value(key)
                .map(word -> Scale.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Scale.LINEAR);
    }

    /** From the smallest to the largest value, with some room; from zero where that is near. */
    Axis over(long smallest, long largest) {
        if (scale == Scale.LOG) {
            return log(smallest, largest);
        }
        if (sinceStart) {
            long room = Math.max(500, (largest - smallest) / 50);
            return new Axis(label, unit, Scale.LINEAR, smallest - room, largest + room);
        }
        long bottom = smallest < 0 || (smallest > largest / 2 && smallest > 1_000) ? smallest : 0;
        long room = Math.max(1, (largest - bottom) / 16);
        return new Axis(label, unit, Scale.LINEAR, bottom == 0 ? 0 : bottom - room, largest + room);
    }

    /** From the 1, 2 or 5 at or below the smallest value to the one above the largest; of shares at least one decade. */
    private Axis log(long smallest, long largest) {
        long least = unit == Unit.SHARE ? Math.min(smallest, WHOLE / 10) : smallest;
        long min = 1;
        for (long step = 1; step <= Math.max(1, least); step = next(step)) {
            min = step;
        }
        long max = next(min);
        while (max <= largest) {
            max = next(max);
        }
        return new Axis(label, unit, Scale.LOG, min, unit == Unit.SHARE ? Math.min(max, WHOLE) : max);
    }

    /** 1, 2, 5, 10, 20, 50, ... */
    static long next(long step) {
        long digit = step;
        while (digit >= 10) {
            digit /= 10;
        }
        return digit == 2 ? step / 2 * 5 : step * 2;
    }
}
