// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A growing list of points without an object per point; 16 bytes each. */
final class Points {
    private long[] xs = new long[1024];
    private long[] ys = new long[1024];
    private int size;

    void add(long x, long y) {
        if (size == xs.length) {
            xs = Arrays.copyOf(xs, size * 2);
            ys = Arrays.copyOf(ys, size * 2);
        }
        xs[size] = x;
        ys[size++] = y;
    }

    int size() {
        return size;
    }

    long x(int i) {
        return xs[i];
    }

    long y(int i) {
        return ys[i];
    }

    /** The smallest y; 0 without points. */
    long lowest() {
        return Arrays.stream(ys, 0, size).min().orElse(0);
    }

    /** The largest y; 0 without points. */
    long highest() {
        return Arrays.stream(ys, 0, size).max().orElse(0);
    }

    /** The y values in ascending order. */
    long[] sortedYs() {
        long[] sorted = Arrays.copyOf(ys, size);
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * Points that draw the same line at {@code columns} pixels: of each column the first, lowest, highest and last
     * point. Every extreme stays; nothing is averaged. Points must be in order of x.
     */
    List<Point> drawn(Axis axis, int columns) {
        List<Point> kept = new ArrayList<>();
        if (size <= 4L * columns) {
            addAll(kept, 0, size);
            return kept;
        }
        int start = 0;
        for (int i = 1; i <= size; i++) {
            if (i == size || column(i, axis, columns) != column(start, axis, columns)) {
                extremes(kept, start, i);
                start = i;
            }
        }
        return kept;
    }

    private long column(int i, Axis axis, int columns) {
        return (long) (axis.share(xs[i]) * columns);
    }

    private void addAll(List<Point> kept, int from, int to) {
        for (int i = from; i < to; i++) {
            kept.add(new Point(xs[i], ys[i]));
        }
    }

    private void extremes(List<Point> kept, int from, int to) {
        int low = from;
        int high = from;
        for (int i = from; i < to; i++) {
            low = ys[i] < ys[low] ? i : low;
            high = ys[i] > ys[high] ? i : high;
        }
        Arrays.stream(new int[] {from, low, high, to - 1})
                .sorted()
                .distinct()
                .forEach(i -> kept.add(new Point(xs[i], ys[i])));
    }
}
