// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/** Something that will happen. */
abstract class Timed {
    /** When; meaningful while the scheduler has it. */
    long due;

    /** Breaks ties, so that equal times do not depend on the shape of the heap. */
    long order;

    /** Its time has come. */
    abstract void fire();
}
