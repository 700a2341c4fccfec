// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import java.util.Arrays;
import java.util.Optional;

/** The intervals that are called latency. They are never mixed. */
public enum Metric {
    /** Entry to return of the file system's page_mkwrite. */
    L_FS("L_fs", "the file system's page_mkwrite, entry to return"),
    /** Entry to return of handle_mm_fault for a fault that reached page_mkwrite. */
    L_FAULT("L_fault", "handle_mm_fault of a fault that reached page_mkwrite, entry to return"),
    /** One exception, with all calls of handle_mm_fault it makes. */
    L_STORE(
            "L_store",
            "the exception to the last return of handle_mm_fault; the way back to user mode is not recorded"),
    /** All tries of one access. */
    L_LOGICAL("L_logical", "the first exception of an access to the last return of its last try");

    private final String label;
    private final String meaning;

    Metric(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /** As people write it, and as view latency_call has it. */
    public String label() {
        return label;
    }

    /** Which interval it is. */
    public String meaning() {
        return meaning;
    }

    /** The metric of a label, in any case. */
    public static Optional<Metric> of(String label) {
        return Arrays.stream(values())
                .filter(metric -> metric.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
