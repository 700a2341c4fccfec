// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of the file that one worker reads at a time.
 *
 * @param number which one, from 0
 * @param from first byte
 * @param to byte behind the last
 */
record Stretch(int number, long from, long to) {
    private static final long SIZE = 4 << 20;

    /** The stretches of a file; one when its lines can only be understood in their order. */
    static List<Stretch> of(long from, long length) {
        List<Stretch> all = new ArrayList<>();
        for (long at = from; at < length; at += SIZE) {
            all.add(new Stretch(all.size(), at, Math.min(length, at + SIZE)));
        }
        return all;
    }
}
