// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Ways to damage a file. */
enum Damage {
    TRUNCATE {
        @Override
        byte[] apply(byte[] bytes, byte[] other, Random random) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
    },
    FLIP_BITS {
        @Override
        byte[] apply(byte[] bytes, byte[] other, Random random) {
            byte[] damaged = bytes.clone();
            for (int i = random.nextInt(8); i >= 0; i--) {
                damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return damaged;
        }
    },
    /** Where the structure is: most bytes of a capture are payload, most rules concern its head. */
    FLIP_BITS_IN_HEAD {
        @Override
        byte[] apply(byte[] bytes, byte[] other, Random random) {
            byte[] damaged = bytes.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                damaged[random.nextInt(Math.min(bytes.length, HEAD))] ^= (byte) (1 << random.nextInt(8));
            }
            return damaged;
        }
    },
    ZERO_FILL {
        @Override
        byte[] apply(byte[] bytes, byte[] other, Random random) {
            byte[] damaged = bytes.clone();
            int from = random.nextInt(bytes.length);
            Arrays.fill(damaged, from, from + random.nextInt(bytes.length - from + 1), (byte) 0);
            return damaged;
        }
    },
    /** A number of 2, 4 or 8 bytes that is hardly ever expected. */
    ODD_NUMBER {
        @Override
        byte[] apply(byte[] bytes, byte[] other, Random random) {
            byte[] damaged = bytes.clone();
            long value = ODD[random.nextInt(ODD.length)] + random.nextInt(3) - 1;
            int size = 2 << random.nextInt(3);
            int at = random.nextInt(Math.max(1, bytes.length - size));
            boolean big = random.nextBoolean();
            for (int i = 0; i < size && at + i < bytes.length; i++) {
                damaged[at + i] = (byte) (value >>> (8 * (big ? size - 1 - i : i)));
            }
            return damaged;
        }
    },
    SPLICE {
        @Override
        byte[] apply(byte[] bytes, byte[] other, Random random) {
            int cut = random.nextInt(bytes.length);
            int from = random.nextInt(other.length);
            byte[] damaged = Arrays.copyOf(bytes, cut + other.length - from);
            System.arraycopy(other, from, damaged, cut, other.length - from);
            return damaged;
        }
    },
    /** Bytes taken out or put in: everything after them is at another place than declared. */
    SHIFT {
        @Override
        byte[] apply(byte[] bytes, byte[] other, Random random) {
            int at = random.nextInt(bytes.length);
            int by = random.nextInt(64) - 32;
            byte[] damaged = Arrays.copyOf(bytes, Math.max(1, bytes.length + by));
            int target = Math.max(0, at + by);
            int length = Math.min(bytes.length - at, damaged.length - target);
            System.arraycopy(bytes, at, damaged, target, Math.max(0, length));
            return damaged;
        }
    },
    WRONG_FILE {
        @Override
        byte[] apply(byte[] bytes, byte[] other, Random random) {
            byte[] noise = new byte[random.nextInt(4096)];
            random.nextBytes(noise);
            byte[] head = HEADS[random.nextInt(HEADS.length)].getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(head, 0, noise, 0, Math.min(head.length, noise.length));
            return noise;
        }
    };

    private static final int HEAD = 2048;
    private static final long[] ODD = {
        0,
        1,
        0x7f,
        0xff,
        0x7fff,
        0xffff,
        0x7ffffff,
        0x7fffffff,
        0x80000000L,
        0xffffffffL,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1
    };
    private static final String[] HEADS = {
        "",
        "\u0017\bDtracing6\0",
        "\u0017\bDtracing7\0\0\b\0\u0010\0\0none\0\0",
        "\u0017\bDtracing7\0\0\b\0\u0010\0\0zstd\0001.5\0",
        "PERFILE2",
        "# tracer: nop\n",
        "\u001f\u008b\b\0",
        "(\u00b5/\u00fd",
        "\u007fELF"
    };

    /** Damages a copy. {@code other} is what splices come from. */
    abstract byte[] apply(byte[] bytes, byte[] other, Random random);
}
