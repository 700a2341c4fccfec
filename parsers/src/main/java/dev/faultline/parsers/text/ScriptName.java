// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

/** Names of events as perf writes them: {@code system:event}, {@code cpu-clock}, each with modifiers: {@code cycles:ukpp}. */
final class ScriptName {
    private static final String MODIFIERS = "ukhpPGHSDIWebR";

    private ScriptName() {}

    /**
     * End of the name without its modifiers: behind a tracepoint's second colon, and behind any other event's first
     * (Linux tools/perf/util/parse-events.l).
     */
    static int withoutModifiers(byte[] bytes, int from, int to) {
        int colon = to;
        int colons = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] == ':') {
                colon = i;
                colons++;
            }
        }
        for (int i = colon + 1; i < to; i++) {
            if (MODIFIERS.indexOf(bytes[i]) < 0) {
                return to;
            }
        }
        boolean letters = colon + 1 < to;
        return letters && (colons > 1 || !identifier(bytes, from, colon) || known(bytes, from, colon)) ? colon : to;
    }

    /** Whether a name without modifiers is a tracepoint's. */
    static boolean tracepoint(String name) {
        int colon = name.indexOf(':');
        return colon > 0 && colon + 1 < name.length() && name.indexOf('/') < 0;
    }

    private static boolean identifier(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Scanner.word(bytes[i])) {
                return false;
            }
        }
        return to > from;
    }

    /** Names of hardware and software events that look like a system's. */
    private static boolean known(byte[] bytes, int from, int to) {
        String name = new String(bytes, from, to - from, java.nio.charset.StandardCharsets.ISO_8859_1);
        return switch (name) {
            case "cycles", "instructions", "branches", "faults", "cs", "migrations", "dummy" -> true;
            default -> false;
        };
    }
}
