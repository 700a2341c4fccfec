// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.util.Set;

/**
 * A C type as {@code format} files name it.
 *
 * @param name the type as written
 * @param size bytes
 * @param signed whether {@code is_signed_type()} holds (kernel {@code include/linux/trace_events.h})
 */
record CType(String name, int size, boolean signed) {
    private static final Set<String> ONE = Set.of("char", "unsigned char", "signed char", "u8", "s8", "__u8", "bool");
    private static final Set<String> TWO = Set.of("short", "unsigned short", "u16", "s16", "__u16", "umode_t");
    private static final Set<String> FOUR = Set.of("int", "unsigned int", "unsigned", "u32", "s32", "pid_t", "dev_t");
    private static final Set<String> EIGHT =
            Set.of("u64", "s64", "__u64", "long long", "unsigned long long", "loff_t", "sector_t", "ktime_t");
    private static final Set<String> LONG = Set.of("long", "unsigned long", "ino_t", "pgoff_t", "size_t");
    private static final Set<String> UNSIGNED =
            Set.of("bool", "umode_t", "dev_t", "sector_t", "ino_t", "pgoff_t", "size_t", "char");

    /** The type of that name on {@code machine}; a pointer is an unsigned long. */
    static CType of(String name, Machine machine) {
        boolean unsigned = UNSIGNED.contains(name)
                || name.startsWith("unsigned")
                || (name.startsWith("u") && name.length() <= 3)
                || name.startsWith("__u")
                || name.endsWith("*");
        return new CType(name, size(name, machine), !unsigned);
    }

    private static int size(String name, Machine machine) {
        if (ONE.contains(name)) {
            return 1;
        }
        if (TWO.contains(name)) {
            return 2;
        }
        if (FOUR.contains(name)) {
            return 4;
        }
        if (EIGHT.contains(name)) {
            return 8;
        }
        if (LONG.contains(name) || name.endsWith("*")) {
            return machine.longSize();
        }
        throw new IllegalArgumentException("size of type '" + name + "' is not known: give it");
    }
}
