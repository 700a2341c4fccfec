// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/**
 * Random numbers that are the same on every machine and every JDK: SplitMix64 (Steele, Lea, Flood, "Fast splittable
 * pseudorandom number generators", 2014), and {@link StrictMath} behind it.
 */
final class Dice {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long state;

    Dice(long seed) {
        this.state = seed;
    }

    /** Another generator, fixed by this one's seed and {@code name}. */
    Dice named(String name) {
        Dice other = new Dice(state ^ (name.hashCode() * GOLDEN));
        other.next();
        return other;
    }

    long next() {
        state += GOLDEN;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** 0 to {@code bound - 1}. */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** 0 to {@code bound - 1}. */
    long below(long bound) {
        return (long) (fraction() * bound);
    }

    /** 0 (included) to 1 (excluded). */
    double fraction() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Standard normal, by Box and Muller. */
    double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - fraction()));
        return radius * StrictMath.cos(2 * StrictMath.PI * fraction());
    }
}
