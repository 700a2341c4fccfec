// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

/** Hears how far a long job is. Called from several threads, many times a second at most; must not block. */
@FunctionalInterface
public interface Progress {
    /** Hears nothing. */
    Progress NONE = (step, rows) -> {};

    /**
     * One step went on.
     *
     * @param step what is being done, for people: {@code reading trace.dat}
     * @param rows rows stored so far in this step
     */
    void at(String step, long rows);
}
