// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import dev.faultline.analysis.chart.Theme;
import java.awt.Color;
import java.util.List;

/**
 * The colours of a theme. Series colours are those of Okabe and Ito, told apart with any common colour vision; count
 * scales change in lightness, so that they also survive a black-and-white print.
 *
 * @param background surface of the chart
 * @param ink titles
 * @param muted axis text and notes
 * @param grid grid lines
 * @param series colours of measured lines, in order
 * @param limits colours of threshold lines, in order
 * @param ramp colours of counts, few to many
 */
record Palette(
        Color background,
        Color ink,
        Color muted,
        Color grid,
        List<Color> series,
        List<Color> limits,
        List<Color> ramp) {

    private static final Palette LIGHT = new Palette(
            rgb(0xffffff),
            rgb(0x1b1f24),
            rgb(0x57606a),
            rgb(0xe3e6ea),
            List.of(rgb(0x0072b2), rgb(0xd55e00), rgb(0x009e73), rgb(0xa3497a), rgb(0x8a6d00), rgb(0x1b1f24)),
            List.of(rgb(0x6b7280), rgb(0x9a3412), rgb(0x4b5563)),
            List.of(rgb(0x9cc8ea), rgb(0x5a9fd4), rgb(0x2b74b4), rgb(0x10498a), rgb(0x06204a)));

    /** The ramp is the upper part of viridis: its lower end would vanish in the dark. */
    private static final Palette DARK = new Palette(
            rgb(0x16181d),
            rgb(0xf0f2f5),
            rgb(0xa4adb8),
            rgb(0x2f343c),
            List.of(rgb(0x56b4e9), rgb(0xf08a3c), rgb(0x2fc79a), rgb(0xe39cc4), rgb(0xf0e442), rgb(0xf0f2f5)),
            List.of(rgb(0x9aa4b0), rgb(0xe0b089), rgb(0xc3cad3)),
            List.of(rgb(0x3f6f9f), rgb(0x26828e), rgb(0x35b779), rgb(0xaadc32), rgb(0xfde725)));

    static Palette of(Theme theme) {
        return theme == Theme.DARK ? DARK : LIGHT;
    }

    Color series(int i) {
        return series.get(i % series.size());
    }

    /** The colour of boxes, whiskers and rugs; after one round the colours come back lighter. */
    Color shape(int i) {
        Color colour = series(i);
        return i < series.size() ? colour : mix(colour, background, 0.45);
    }

    /** Black or white, whichever is read more easily on a colour (WCAG 2.2, relative luminance). */
    static Color readableOn(Color under) {
        double luminance =
                0.2126 * linear(under.getRed()) + 0.7152 * linear(under.getGreen()) + 0.0722 * linear(under.getBlue());
        return luminance > 0.179 ? Color.BLACK : Color.WHITE;
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    Color limit(int i) {
        return limits.get(i % limits.size());
    }

    /** The ramp's colour at a share from 0 to 1. */
    Color ramp(double share) {
        double place = Math.max(0, Math.min(1, share)) * (ramp.size() - 1);
        int below = (int) Math.min(ramp.size() - 2L, (long) place);
        return mix(ramp.get(below), ramp.get(below + 1), place - below);
    }

    private static Color mix(Color a, Color b, double share) {
        return new Color(
                channel(a.getRed(), b.getRed(), share),
                channel(a.getGreen(), b.getGreen(), share),
                channel(a.getBlue(), b.getBlue(), share));
    }

    private static int channel(int a, int b, double share) {
        return (int) Math.round(a + (b - a) * share);
    }

    private static Color rgb(int value) {
        return new Color(value);
    }
}
