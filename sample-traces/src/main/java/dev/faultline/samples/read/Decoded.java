// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

/** One record, as either reader decoded it. */
public interface Decoded extends FieldValues {
    RawEvent event();

    String buffer();

    int cpu();

    long ts();

    int pid();

    /** {@code common_flags}. */
    int flags();

    /** {@code common_preempt_count}. */
    int preemptCount();
}
