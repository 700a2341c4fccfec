// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import java.nio.charset.StandardCharsets;

/**
 * The lines of a stack, {@code => symbol+0x10} (Linux kernel/trace/trace_output.c, {@code trace_stack_print()}) or
 * {@code => symbol (address)} (trace-cmd), written as one: {@code {address,...}} where all have an address, then the
 * lines without their arrows. Addresses and symbols are separated by a tab.
 */
final class StackText {
    private StackText() {}

    /** The one line of the lines {@code bytes[from, to)}. */
    static byte[] of(byte[] bytes, int from, int to) {
        StringBuilder addresses = new StringBuilder("{");
        StringBuilder symbols = new StringBuilder();
        boolean all = true;
        for (String line : new String(bytes, from, to - from, StandardCharsets.UTF_8).split("\r?\n")) {
            int arrow = line.indexOf("=> ");
            if (arrow < 0) {
                continue;
            }
            String place = line.substring(arrow + 3).strip();
            int open = place.lastIndexOf(" (");
            boolean address = open >= 0
                    && place.endsWith(")")
                    && place.substring(open + 2).matches("[0-9a-f]+\\)");
            all &= address;
            String hex = address ? place.substring(open + 2, place.length() - 1) : "";
            addresses.append(addresses.length() > 1 ? "," : "").append("0x").append(hex);
            symbols.append(symbols.isEmpty() ? "" : "\n").append(address ? place.substring(0, open) : place);
        }
        boolean known = all && addresses.length() > 1;
        return ((known ? addresses.append('}').toString() : "") + "\t" + symbols).getBytes(StandardCharsets.UTF_8);
    }
}
