// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

/** Releases of libtraceevent whose {@code report -R} prints fields differently. */
enum Printer {
    /** Inside trace-cmd 2.9.1 (Debian 11): every field by its type; the print fmt is not looked at. */
    BY_TYPE,
    /** 1.7.1 (Debian 12, trace-cmd 3.1.6): numbers as their conversion in the print fmt, {@code %ps} as symbol. */
    V1_7,
    /** 1.8.4 (Debian 13, trace-cmd 3.3.1): as 1.7.1, with {@code symbol (0xaddress)}, {@code %c} and {@code %+d}. */
    V1_8;

    static Printer of(String traceCmd) {
        return switch (traceCmd) {
            case "trace-cmd 2.9.1" -> BY_TYPE;
            case "trace-cmd 3.1.6" -> V1_7;
            case "trace-cmd 3.3.1" -> V1_8;
            default -> throw new IllegalArgumentException("printing rules of " + traceCmd + " are not known");
        };
    }
}
