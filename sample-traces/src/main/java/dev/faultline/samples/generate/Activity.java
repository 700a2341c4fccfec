// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/**
 * What a task does, in steps. Everything within a step happens without another task in between; between steps others may
 * run. An activity belongs to one task and is used again and again.
 */
abstract class Activity {
    /** The activity has ended; whoever called it goes on. */
    static final long DONE = -1;

    /** Another activity was called; this one goes on when that has ended. */
    static final long CALLED = -2;

    /** The task has gone to sleep, or waits for something; this activity goes on when it is woken. */
    static final long ASLEEP = -3;

    /** Where it is; 0 at the beginning. */
    int at;

    /** @return nanoseconds of work until the next step, or one of the constants */
    abstract long step(Task task);

    /** Goes on at {@code place} after {@code result}. */
    final long then(int place, long result) {
        at = place;
        return result;
    }
}
