// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.synthetic;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Ways in which disks, networks and people break files. */
enum Damage {
    CUT {
        @Override
        byte[] apply(byte[] file, RandomGenerator random) {
            return Arrays.copyOf(file, random.nextInt(file.length));
        }
    },
    FLIP {
        @Override
        byte[] apply(byte[] file, RandomGenerator random) {
            int bits = 1 + random.nextInt(8);
            for (int i = 0; i < bits; i++) {
                file[place(file, random)] ^= (byte) (1 << random.nextInt(8));
            }
            return file;
        }
    },
    ZERO {
        @Override
        byte[] apply(byte[] file, RandomGenerator random) {
            int from = place(file, random);
            Arrays.fill(file, from, Math.min(file.length, from + 1 + random.nextInt(5000)), (byte) 0);
            return file;
        }
    },
    EXTREME {
        @Override
        byte[] apply(byte[] file, RandomGenerator random) {
            byte[] values = {0, -1, 0x7f, (byte) 0x80};
            int from = place(file, random);
            Arrays.fill(file, from, Math.min(file.length, from + (1 << random.nextInt(4))), values[random.nextInt(4)]);
            return file;
        }
    },
    SHIFT {
        @Override
        byte[] apply(byte[] file, RandomGenerator random) {
            int from = place(file, random);
            int by = 1 + random.nextInt(64);
            byte[] longer = Arrays.copyOf(file, file.length + by);
            System.arraycopy(file, from, longer, from + by, file.length - from);
            return longer;
        }
    };

    /** A damaged copy of {@code file}. */
    abstract byte[] apply(byte[] file, RandomGenerator random);

    /** Half the damage goes where lengths and offsets are. */
    private static int place(byte[] file, RandomGenerator random) {
        return random.nextInt(random.nextBoolean() ? file.length : Math.min(file.length, 3000));
    }
}
