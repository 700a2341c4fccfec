// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

/** Lines that the printing tool wrote about itself (trace-cmd, tracecmd/trace-read.c). */
final class Chatter {
    private static final String[] BEGINNINGS = {
        "TRACE:", "capturing trace", "cpus=", "version = ", "CPU ", "trace-cmd version", "Buffer: ", " ----------------"
    };

    private Chatter() {}

    static boolean is(byte[] bytes, int from, int to) {
        for (String beginning : BEGINNINGS) {
            if (Scanner.literal(bytes, from, to, beginning) != Scanner.NONE) {
                return true;
            }
        }
        return false;
    }
}
