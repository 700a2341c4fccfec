// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import dev.faultline.analysis.chart.Axis;
import dev.faultline.analysis.chart.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where an axis has its ticks, and what they say. */
final class Ticks {
    private static final int WANTED = 8;

    private Ticks() {}

    /**
     * One tick.
     *
     * @param value place on the drawn axis (the logarithm on a logarithmic one)
     * @param label text, empty for a minor tick
     * @param major whether it gets a label and a grid line
     */
    record Tick(double value, String label, boolean major) {}

    /** Ticks of an axis. */
    static List<Tick> of(Axis axis) {
        return switch (axis.scale()) {
            case LINEAR -> linear(axis);
            case LOG -> decades(axis.unit(), axis.min(), axis.max());
            case LANES -> lanes(axis);
        };
    }

    /** The name of each lane at its middle. */
    private static List<Tick> lanes(Axis axis) {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < axis.lanes().size(); i++) {
            ticks.add(new Tick(i * Axis.LANE + Axis.LANE / 2.0, axis.lanes().get(i), true));
        }
        return ticks;
    }

    /** Ticks at 1, 2 or 5 times a power of ten, at most {@value #WANTED} or so. */
    static List<Tick> linear(Axis axis) {
        long step = step(axis.max() - axis.min());
        Scale scale = Scale.of(axis, step);
        List<Tick> ticks = new ArrayList<>();
        for (long value = -Math.floorDiv(-axis.min(), step) * step; value <= axis.max(); value += step) {
            ticks.add(new Tick((double) value, scale.text(value), true));
        }
        return ticks;
    }

    /** A tick per decade, marks at 2 to 9 between them; where there are few decades 2 and 5 get labels too. */
    static List<Tick> decades(Unit unit, long min, long max) {
        boolean dense = Math.log10((double) max / min) <= 2.5;
        List<Tick> ticks = new ArrayList<>();
        for (long decade = floorDecade(min); decade <= max; decade *= 10) {
            for (long digit = 1; digit <= 9 && digit * decade <= max; digit++) {
                long value = digit * decade;
                boolean major = digit == 1 || (dense && (digit == 2 || digit == 5));
                if (value >= min) {
                    ticks.add(new Tick(Math.log10((double) value), major ? unit.tick(value) : "", major));
                }
            }
        }
        return ticks;
    }

    /** The places of labels in ascending order, pushed up where they would be closer than {@code distance}. */
    static List<Double> spread(List<Tick> ascending, double distance) {
        List<Double> places = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        for (Tick tick : ascending) {
            last = Math.max(tick.value(), last + distance);
            places.add(last);
        }
        return places;
    }

    /** The axis' label with the unit its ticks are written in. */
    static String label(Axis axis) {
        if (axis.scale() == Axis.Scale.LOG) {
            return axis.label() + " (log)";
        }
        if (axis.scale() == Axis.Scale.LANES) {
            return axis.label();
        }
        String word = Scale.of(axis, step(axis.max() - axis.min())).word();
        return word.isEmpty() || word.equals(axis.label()) ? axis.label() : axis.label() + " (" + word + ")";
    }

    private static long floorDecade(long value) {
        long decade = 1;
        while (decade <= value / 10) {
            decade *= 10;
        }
        return decade;
    }

    private static long step(long span) {
        long step = 1;
        while (span / step > WANTED) {
            String digits = Long.toString(step);
            step = digits.charAt(0) == '2' ? step / 2 * 5 : step * 2;
        }
        return step;
    }

    /** One unit for all ticks of an axis. */
    private record Scale(long divisor, String word, int decimals) {
        static Scale of(Axis axis, long step) {
            if (axis.unit() == Unit.SHARE) {
                return new Scale(10_000_000, "%", decimals(10_000_000, step));
            }
            if (axis.unit() == Unit.RATIO) {
                return new Scale(1_000_000_000, "", decimals(1_000_000_000, step));
            }
            if (axis.unit() != Unit.NANOSECONDS) {
                return new Scale(1, axis.unit().word(), 0);
            }
            long largest = Math.max(Math.abs(axis.min()), Math.abs(axis.max()));
            if (largest >= 1_000_000_000) {
                return new Scale(1_000_000_000, "s", decimals(1_000_000_000, step));
            }
            if (largest >= 1_000_000) {
                return new Scale(1_000_000, "ms", decimals(1_000_000, step));
            }
            return largest >= 1_000 ? new Scale(1_000, "µs", decimals(1_000, step)) : new Scale(1, "ns", 0);
        }

        private static int decimals(long divisor, long step) {
            int decimals = 0;
            for (long unit = divisor; step % unit != 0; unit /= 10) {
                decimals++;
            }
            return decimals;
        }

        String text(long value) {
            return String.format(Locale.ROOT, "%,." + decimals + "f", (double) value / divisor);
        }
    }
}
