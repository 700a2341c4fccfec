// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.print;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * Who prints: what it knows beside the record.
 *
 * @param kernel the kernel itself, else {@code trace-cmd report}
 * @param symbols name of the kernel function at an address, with its offset and length; empty where there is none
 */
record Dialect(boolean kernel, LongFunction<String> symbols) {
    private static final long NS_PER_JIFFY = 4_000_000;
    private static final int MS_PER_JIFFY = 4;

    /** A pointer; the kernel's as with the trace option {@code nohash-ptr}. */
    String pointer(long value) {
        return kernel
                ? String.format(Locale.ROOT, "%016x", value)
                : value == 0 ? "(nil)" : "0x" + Long.toHexString(value);
    }

    /** A pointer into code, {@code %ps}: the function's name, or a number. */
    String symbol(long value) {
        String name = symbols.apply(value);
        int plus = name.indexOf('+');
        return name.isEmpty() ? "0x" + Long.toHexString(value) : plus < 0 ? name : name.substring(0, plus);
    }

    /** A name in a print fmt that is no field; empty if the one who prints cannot know it. */
    OptionalLong constant(String name, long ts) {
        if (!kernel) {
            return OptionalLong.empty();
        }
        return switch (name) {
            case "jiffies" -> OptionalLong.of(ts / NS_PER_JIFFY);
            case "IOPRIO_CLASS_NONE" -> OptionalLong.of(0);
            case "IOPRIO_CLASS_RT" -> OptionalLong.of(1);
            case "IOPRIO_CLASS_BE" -> OptionalLong.of(2);
            case "IOPRIO_CLASS_IDLE" -> OptionalLong.of(3);
            case "IOPRIO_CLASS_INVALID" -> OptionalLong.of(7);
            case "vmemmap_base" -> OptionalLong.of(0xffffea0000000000L);
            default -> OptionalLong.empty();
        };
    }

    /** {@code jiffies_to_msecs()}; trace-cmd's plugin leaves them as they are. */
    long millis(long jiffies) {
        return kernel ? jiffies * MS_PER_JIFFY : jiffies;
    }
}
